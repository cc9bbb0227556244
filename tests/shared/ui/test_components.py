from html.parser import HTMLParser

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from shared_apps.ui.navigation import Entry, menu
from shared_apps.ui.samples import FormSample
from shared_apps.ui.templatetags.ui import monogram, wordmark


def render(source, **context):
    template = engines["django"].from_string(CottonCompiler().process("{% load ui %}" + source))
    return " ".join(template.render(context, RequestFactory().get("/")).split())


def test_a_badge_carries_its_tone_and_its_word():
    assert (
        render('<c-badge tone="positive">In vault</c-badge>') == '<span class="badge badge--positive" >In vault</span>'
    )


def test_a_button_with_an_address_is_a_link():
    assert render('<c-button href="/x/" class="wide">Go</c-button>') == '<a class="btn wide" href="/x/" >Go</a>'


def test_a_button_is_no_submit_unless_it_says_so():
    assert 'type="button"' in render("<c-button>Go</c-button>")
    assert 'type="submit"' in render('<c-button type="submit">Go</c-button>')


class Reader(HTMLParser):
    """Collects the names of all elements and attributes of a page."""

    def __init__(self, source):
        super().__init__()
        self.names = set()
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.names |= {tag, *(name for name, _ in attrs)}


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', '" onload="alert(1)', "' onload='alert(1)"])
def test_what_a_person_typed_stays_text_in_attributes_and_slots(hostile):
    shown = render(
        '<c-panel title="{{ x }}"><c-badge title="{{ x }}">{{ x }}</c-badge></c-panel><c-toast>{{ x }}</c-toast>'
        '<c-tile :src="x" :title="x" /><c-card :title="x" :href="x" /><c-fact :label="x">{{ x }}</c-fact>',
        x=hostile,
    )

    assert Reader(shown).names & {"script", "onload"} == set()


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in render('{% icon "gem" %}')
    assert render('{% icon "gem" label="Stone" %}').endswith('<span class="visually-hidden">Stone</span>')


def test_a_component_takes_nothing_from_its_surroundings():
    assert render('<c-empty icon="gem" title="Nothing yet" />', actions="leaked", slot="leaked").count("leaked") == 0
    assert render("<c-panel>inside</c-panel>", title="leaked", foot="leaked", actions="leaked").count("leaked") == 0


def test_the_numbered_pager_stays_around_its_page():
    page = Paginator(range(1000), 25).page(20)

    shown = render('<c-pager :page="page" />', page=page)

    assert 'aria-current="page">20<' in shown
    assert "476–500 of 1000" in shown


def test_the_keyset_pager_offers_only_where_there_is_more():
    shown = render('<c-pager next="?after=9" count="25 clients" />')

    assert 'href="?after=9"' in shown
    assert 'rel="prev"' not in shown


@pytest.mark.parametrize(
    ("name", "initials"), [("Li Wen", "LW"), ("Hélène Aurelle-Fontaine", "HF"), ("tomás", "T"), ("", ""), (None, "")]
)
def test_a_monogram_is_one_or_two_initials(name, initials):
    assert monogram(name) == initials


def test_a_wordmark_sets_the_last_word_in_italics_and_escapes():
    assert wordmark("Maison Aurelle") == "Maison <em>Aurelle</em>"
    assert wordmark("Aurelle") == "Aurelle"
    assert wordmark("A <b>") == "A <em>&lt;b&gt;</em>"


def test_the_menu_marks_the_closest_section_and_hides_what_is_not_permitted():
    entries = (
        Entry("Today", "/", "sun"),
        Entry("Clients", "/clients/", "users", "clients.client.view"),
        Entry("Leads", "/clients/leads/", "inbox", "clients.lead.view"),
        Entry("Sign out", "/clients/leads/leave/", "log-out", method="post"),
    )
    can = {"clients_client_view": True, "clients_lead_view": False}

    def current(path, **kwargs):
        return [item["label"] for item in menu(entries, path=path, **kwargs) if item["current"]]

    assert [item["label"] for item in menu(entries, path="/", can=can)] == ["Today", "Clients", "Sign out"]
    assert current("/") == ["Today"]
    assert current("/clients/leads/7/") == ["Leads"]
    assert current("/clients/leads/7/", can=can) == ["Clients"]
    assert current("/elsewhere/") == []


def test_a_field_shows_label_hint_and_no_error_at_first():
    shown = render('<c-field :field="form.size" />', form=FormSample())

    assert '<label class="field__label" for="id_size">' in shown
    assert 'aria-describedby="id_size_helptext"' in shown
    assert 'class="error"' not in shown


def test_a_refused_field_is_described_by_its_error_and_asks_for_focus_once():
    form = FormSample({"name": "", "weight": "-1"})

    shown = render("{{ form }}", form=form)

    assert shown.count("autofocus") == 1
    assert "autofocus" in next(tag for tag in shown.split("<") if tag.startswith("input") and 'name="name"' in tag)
    assert 'aria-describedby="id_weight_error"' in shown
    assert '<div class="error" id="id_weight_error">' in shown
    assert "Please look at" in shown


def test_a_hint_given_in_the_template_describes_the_field_too():
    shown = render('<c-field :field="form.name" hint="As on the certificate" />', form=FormSample())

    assert 'aria-describedby="id_name_helptext"' in shown
    assert 'id="id_name_helptext">As on the certificate<' in shown


def test_optional_fields_say_so():
    assert "Optional" in render('<c-field :field="form.brief" />', form=FormSample())
    assert "Optional" not in render('<c-field :field="form.name" />', form=FormSample())


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    shown = render('<c-field :field="form.finish" />', form=FormSample())

    assert "<fieldset" in shown
    assert '<legend class="field__label">' in shown
    assert shown.count('<label class="choice"') == 3


def test_a_field_shows_its_unit():
    assert "<span>g</span>" in render('<c-field :field="form.weight" suffix="g" />', form=FormSample())
