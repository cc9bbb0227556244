"""The two forms take exactly what the policy names, keep what was typed, and say how to reach us."""

import re

import pytest
from django.core.cache import cache, caches
from redis.exceptions import ConnectionError as Unreachable

from public_site.forms import BriefForm, ContactForm
from shared_apps.core.company import COMPANY
from shared_apps.core.models import Job
from shared_apps.inquiries.models import Brief, Inquiry
from tests.site.conftest import SAME_ORIGIN, post, stamp

FORMS = {"contact": (ContactForm, Inquiry), "find-a-jeweler": (BriefForm, Brief)}
PREFIXES = ("", "/zh-hant")
STATEMENTS = [
    ("", "What happens to what you write", COMPANY.privacy_contact),
    ("/zh-hant", "你所寫的內容會如何處理", "私隱經理"),
]
RECEIVED = {"contact": "/received/", "find-a-jeweler": "/received/brief/"}
FULL = {
    "name": ("n" * 120, "n" * 121),
    "email": ("a" * 242 + "@example.com", "a" * 243 + "@example.com"),
    "company": ("c" * 120, "c" * 121),
    "role": ("r" * 120, "r" * 121),
    "message": ("m" * 5000, "m" * 5001),
}


def fields_of(form_class):
    return {name: field.required for name, field in form_class().fields.items()}


def test_get_in_touch_has_exactly_the_fields_of_the_policy():
    expected = {"name": True, "email": True, "company": False, "role": False, "message": False}

    assert fields_of(ContactForm) == expected


def test_find_a_jeweler_has_exactly_the_data_of_the_policy():
    needed = ("piece", "occasion", "budget", "timing", "location", "name", "email", "contact_preference")
    free = ("budget_currency", "needed_on", "metals", "stones", "styles", "preferences", "phone", "discreet")

    expected = dict.fromkeys(needed, True) | dict.fromkeys((*free, "wants_direct_introduction"), False)
    assert fields_of(BriefForm) == expected


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("page", FORMS)
def test_a_page_asks_for_nothing_but_its_form(visitor, page, prefix):
    content = visitor.get(f"{prefix}/{page}").content.decode()

    names = set(re.findall(r'<(?:input|select|textarea)\b[^>]*? name="([^"]+)"', content))
    assert names == set(FORMS[page][0]().fields) | {"stamp", "homepage"}
    assert 'type="file"' not in content


@pytest.mark.parametrize(("prefix", "title", "person"), STATEMENTS)
@pytest.mark.parametrize("page", [*FORMS, "privacy/providers"])
def test_a_collection_statement_stands_beside_each_form(visitor, page, prefix, title, person):
    content = visitor.get(f"{prefix}/{page}").content.decode().replace("&#x27;", "'")

    assert [part for part in (title, person, COMPANY.address, COMPANY.email) if part not in content] == []


@pytest.mark.parametrize("page", FORMS)
def test_a_post_is_kept_and_leads_to_its_reference(visitor, page):
    response = post(visitor, page)

    kept = FORMS[page][1].objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, f"{RECEIVED[page]}{kept.reference}")
    assert response.headers["Cache-Control"] == "no-store"
    assert kept.reference in visitor.get(response.headers["Location"]).content.decode()


def test_wishes_are_kept_as_lists_and_own_words(visitor):
    post(visitor, "find-a-jeweler")

    kept = Brief.objects.get()
    assert (kept.materials, kept.styles) == (["platinum", "sapphire"], ["art_deco"])
    assert kept.preferences == "Nothing that catches on gloves"


def test_no_wishes_are_none(visitor):
    none = dict.fromkeys(("metals", "stones", "styles", "preferences"))

    assert post(visitor, "find-a-jeweler", **none).status_code == 303
    kept = Brief.objects.get()
    assert (kept.materials, kept.styles, kept.preferences) == ([], [], "")


@pytest.mark.parametrize("page", FORMS)
def test_the_same_page_sent_twice_is_one_message(visitor, page):
    once = stamp()
    answers = {post(visitor, page, stamp=once).headers["Location"] for _time in range(2)}

    assert (len(answers), FORMS[page][1].objects.count()) == (1, 1)


@pytest.mark.parametrize("name", FULL)
def test_a_field_is_taken_up_to_its_limit_and_not_beyond(visitor, name):
    at, above = FULL[name]
    if name != "email":
        assert post(visitor, "contact", **{name: at}).status_code == 303
        assert getattr(Inquiry.objects.get(), name) == at
    Inquiry.objects.all().delete()
    cache.clear()

    refused = post(visitor, "contact", **{name: above})

    assert (refused.status_code, Inquiry.objects.count()) == (422, 0)
    assert above in refused.content.decode()


@pytest.mark.parametrize(
    "name", ["李文", "محمد الصائغ", "Zoë 💍", "Łucja Ð'Orsay", "O’Neill-فاطمة", "Ｗｅｎ"], ids=range(6)
)
def test_names_of_all_scripts_are_kept_as_written(visitor, name):
    assert post(visitor, "contact", name=name).status_code == 303
    assert Inquiry.objects.get().name == name


@pytest.mark.parametrize("bad", ["Wen\x00Li", "Wen\x1bLi", "Wen\x7fLi", "Wen\u202eiL"])
def test_control_characters_are_refused(visitor, bad):
    assert post(visitor, "contact", name=bad).status_code == 422
    assert Inquiry.objects.count() == 0


def test_a_line_break_in_a_name_becomes_a_space(visitor):
    post(visitor, "contact", name="Wen\r\nBcc: all@example.com")

    assert Inquiry.objects.get().name == "Wen Bcc: all@example.com"


@pytest.mark.parametrize("bad", ["wen", "wen@", "wen@example.com\nBcc: x@example.com", "a b@example.com"])
def test_what_is_no_address_is_refused(visitor, bad):
    assert post(visitor, "contact", email=bad).status_code == 422
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize(
    ("page", "name"),
    [("contact", "message"), ("find-a-jeweler", "preferences"), ("contact", "company"), ("find-a-jeweler", "location")],
)
def test_a_payment_card_is_not_kept(visitor, page, name):
    refused = post(visitor, page, **{name: "Please take 4111 1111 1111 1111"})

    assert (refused.status_code, FORMS[page][1].objects.count()) == (422, 0)
    assert "payment card number" in refused.content.decode()


def test_unknown_keys_are_dropped(visitor):
    post(visitor, "contact", utm_source="somewhere", state="closed", reference="AAAA-AAAA")

    kept = Inquiry.objects.get()
    assert (kept.state, kept.reference == "AAAA-AAAA") == ("new", False)


def test_an_unknown_choice_is_refused(visitor):
    assert post(visitor, "find-a-jeweler", budget="1000000").status_code == 422
    assert Brief.objects.count() == 0


@pytest.mark.parametrize("discreet", ["on", None])
@pytest.mark.parametrize("way", ["phone", "message"])
def test_who_wishes_to_be_called_gives_a_number(visitor, way, discreet):
    refused = post(visitor, "find-a-jeweler", contact_preference=way, discreet=discreet, phone="")

    assert (refused.status_code, Brief.objects.count()) == (422, 0)
    assert "Please give the number we may call." in refused.content.decode()


def test_a_refused_post_keeps_what_was_typed_and_says_how_to_reach_us(visitor):
    content = post(visitor, "find-a-jeweler", email="wen@").content.decode()

    assert 'value="Wen Li"' in content
    assert "Nothing that catches on gloves" in content
    assert content.count(" checked") == 9
    assert f"mailto:{COMPANY.email}" in content


@pytest.mark.parametrize("page", FORMS)
def test_what_people_type_is_never_markup(visitor, page):
    content = post(visitor, page, name="<script>alert(1)</script>", email="no").content.decode()

    assert "<script" not in content


@pytest.mark.parametrize("page", FORMS)
def test_a_post_without_queue_or_cache_is_kept_all_the_same(visitor, page, monkeypatch):
    def down(*_arguments, **_options):
        raise Unreachable

    for name in ("add", "incr", "get", "set", "delete"):
        monkeypatch.setattr(type(caches["default"]), name, down)
    Job.objects.all().delete()

    response = post(visitor, page)

    assert (response.status_code, FORMS[page][1].objects.count()) == (303, 1)
    assert list(Job.objects.values_list("name", flat=True)) == ["inquiries.tell_staff"]


def test_a_body_in_another_shape_is_refused(visitor):
    response = visitor.post("/contact", {"name": "Wen"}, content_type="application/json", headers=SAME_ORIGIN)

    assert (response.status_code, Inquiry.objects.count()) == (422, 0)
