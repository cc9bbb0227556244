"""Every kind of mail there is, in both languages: whole, ours, untracked, and silent about people in its subject."""

import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import Purpose
from shared_apps.egress import mail
from shared_apps.egress.kinds import CHINESE, ENGLISH, LANGUAGES, Unstoppable
from shared_apps.egress.letterhead import LINK
from tests.support.people import browser

KINDS = [kind for kind in mail.mail_kinds() if not kind.name.startswith("tests.")]
SPOKEN = [(kind, language) for kind in KINDS for language in kind.languages]
HAN = re.compile(r"[\u4e00-\u9fff]")
SIMPLIFIED = set("这个们为说时对请问题还没关开门发现实东车马见长页预览设计证确认购买单")
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
each_mail = pytest.mark.parametrize(("kind", "language"), SPOKEN, ids=lambda value: getattr(value, "name", value))


class Elements(HTMLParser):
    """Collects a page's elements."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def built(kind, language):
    return mail.build(kind.name, to="you@example.com", context=kind.sample, language=language)


def html_of(kind, language):
    return built(kind, language).alternatives[0].content


@each_kind
def test_a_kind_speaks_both_languages_unless_it_is_for_our_own_staff(kind):
    assert kind.languages == ((ENGLISH,) if kind.unstoppable is Unstoppable.STAFF else LANGUAGES)


@each_kind
def test_a_kind_says_what_for_and_is_filed_under_its_app(kind):
    assert kind.purpose in Purpose
    assert kind.template.startswith(kind.name.partition(".")[0] + "/mail/")
    assert kind.template.endswith(".txt")


@each_mail
def test_a_subject_is_one_constant_line_in_its_language(kind, language):
    subject = kind.subjects[language]

    assert (subject.isprintable(), set("{}%<>") & set(subject), len(subject) <= 60) == (True, set(), True)
    assert bool(HAN.search(subject)) == (language == CHINESE)


@each_mail
def test_a_template_is_written_in_its_language_with_a_paragraph_a_line(kind, language):
    template = get_template(kind.template_in(language)).template
    source = Path(template.origin.name).read_text("utf-8")
    words = re.sub(r"{[{%].*?[%}]}", "", source)

    assert bool(HAN.search(words)) == (language == CHINESE)
    assert SIMPLIFIED & set(words) == set()
    wrapped = [line for line in words.splitlines() if 95 <= len(line) <= 121 and line[-1] not in ".:?!)"]
    assert wrapped == []


@each_mail
def test_a_sample_fills_every_variable(kind, language, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "(missing: %s)")

    assert re.findall(r"\(missing: .*?\)", built(kind, language).body) == []


@each_mail
def test_a_mail_holds_nothing_that_is_fetched_and_no_link_but_ours(kind, language):
    html = html_of(kind, language)
    found = Elements(html).found

    assert {tag for tag, _ in found} & {"img", "link", "script", "iframe", "object", "form", "input", "svg"} == set()
    assert [name for _, attrs in found for name in attrs if name in {"src", "background", "srcset", "action"}] == []
    assert re.findall(r"url\(|@import|@font-face", html) == []
    hrefs = [attrs["href"] for tag, attrs in found if tag == "a"]
    assert [href for href in hrefs if not mail.is_ours(href)] == []
    assert len(html) < 20_000


@each_mail
def test_text_and_html_say_the_same_with_the_same_links(kind, language):
    message = built(kind, language)
    hrefs = {attrs["href"] for tag, attrs in Elements(message.alternatives[0].content).found if tag == "a"}

    assert hrefs == set(LINK.findall(message.body))
    for said in (COMPANY.name.replace("'", "&#x27;"), COMPANY.registration):
        assert said in message.alternatives[0].content
    for said in (COMPANY.name, COMPANY.registration, COMPANY.address):
        assert said in message.body


@each_mail
def test_a_mail_survives_the_wire_in_its_language(kind, language):
    message = built(kind, language)
    parsed = message_from_bytes(message.message(policy=policy.SMTP).as_bytes(), policy=policy.default)

    assert parsed["Subject"] == kind.subjects[language]
    assert parsed.get_body(("plain",)).get_content().replace("\r\n", "\n") == message.body
    assert f'lang="{"zh-Hant-HK" if language == CHINESE else "en"}"' in parsed.get_body(("html",)).get_content()
    assert all(ord(character) < 128 for line in message.message().as_string().splitlines() for character in line)


@each_mail
def test_the_demo_shows_a_kind_as_text_and_as_a_mail_program_does(kind, language):
    text = browser().get(f"/dev/mail/kinds/{kind.name}/{language}/")
    page = browser().get(f"/dev/mail/kinds/{kind.name}/{language}/page/")

    assert (text.status_code, page.status_code) == (200, 200)
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert kind.name in text.content.decode()


def test_the_demo_lists_every_kind():
    listed = browser().get("/dev/mail/kinds/").content.decode()

    assert [kind.name for kind in KINDS if f"/dev/mail/kinds/{kind.name}/en/" not in listed] == []


@pytest.mark.parametrize("path", ["nothing/en/", "accounts.sign_in_code/fr/", "retention.alarm/zh-hant/page/"])
def test_a_kind_or_language_that_is_not_there_is_not_found(path):
    assert browser().get(f"/dev/mail/kinds/{path}").status_code == 404


def test_the_pages_of_the_post_exist_in_the_demo_only():
    source = Path(settings.BASE_DIR, "config/urls/app.py").read_text()

    assert source.index("if settings.DEMO:") < source.index('"dev/mail/"')
