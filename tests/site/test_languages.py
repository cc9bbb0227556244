"""Two languages, each at its own address: no cookie, no header decides; every word is translated (ADR 12)."""

import re

import polib
import pytest
from django.conf import settings
from django.test import Client

from public_site.languages import absolute, in_language, language_of
from shared_apps.inquiries.models import Inquiry
from shared_apps.stack.messages import catalogues
from tests.site.conftest import post
from tests.site.messages import messages_of_the_site
from tests.site.test_silence import NAMES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[ds]")
# These letters stand for the same in both languages, or are written the simplified way by mistake.
SIMPLIFIED = set("简体宝铂饰银戒订员项链坠镯钻预约时间为们请选择电邮网页个样价钱师设计") - set(
    "戒坠間為們請選擇電郵網頁個樣價錢師設計約"
)


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "en"), ("/zh-hant", "zh-hant"), ("/zh-hant/", "zh-hant"), ("/zh-hanterbury", "en"), ("/contact", "en")],
)
def test_the_first_step_of_an_address_is_its_language(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize("path", ["/", "/contact", "/privacy/versions", "/received/K7QM-3XPA"])
def test_a_page_s_counterpart_leads_back(path):
    chinese = in_language(path, "zh-hant")

    assert (chinese, in_language(chinese, "en")) == (f"/zh-hant{path}", path)
    assert in_language(chinese, "zh-hant") == chinese


@pytest.mark.parametrize("name", ["", *NAMES, "privacy/providers"])
def test_a_page_names_its_language_and_its_counterpart(visitor, name):
    for prefix, lang, other in (("", "en", f"/zh-hant/{name}"), ("/zh-hant", "zh-hant", f"/{name}")):
        response = visitor.get(f"{prefix}/{name}")
        content = response.content.decode()
        assert f'<html lang="{lang}"' in content
        assert response.headers["Content-Language"] == lang
        assert f'<a class="tongue" href="{other}"' in content
        assert f'rel="canonical" href="{absolute(f"{prefix}/{name}", lang)}"' in content
        for tag, code in (("en", "en"), ("zh-Hant", "zh-hant"), ("x-default", "en")):
            assert f'hreflang="{tag}" href="{absolute(f"/{name}", code)}"' in content


@pytest.mark.parametrize("name", ["", *NAMES, "privacy/providers", "received/K7QM-3XPA", "received/brief/K7QM-3XPA"])
def test_links_stay_in_their_language(visitor, name):
    content = visitor.get(f"/zh-hant/{name}").content.decode()

    links = re.findall(r'href="(/[^"]*)"', re.sub(r'<a class="tongue"[^>]*>', "", content))
    assert [link for link in links if not link.startswith(("/zh-hant/", "/static/"))] == []


def test_neither_cookie_nor_header_changes_the_language(db):
    visitor = Client(HTTP_HOST=settings.SITE_HOST, HTTP_ACCEPT_LANGUAGE="zh-Hant,zh;q=0.9")
    visitor.cookies["django_language"] = "zh-hant"

    response = visitor.get("/")

    assert (response.headers["Content-Language"], response.headers.get("Vary")) == ("en", None)


@pytest.mark.parametrize("path", ["/zh-hant/nothing", "/zh-hant/received/k7qm-3xpa"])
def test_what_is_not_there_is_said_in_chinese(visitor, path):
    response = visitor.get(path)

    assert (response.status_code, response.headers["Content-Language"]) == (404, "zh-hant")
    assert "這裡空無一物" in response.content.decode()
    assert 'href="/zh-hant/"' in response.content.decode()


def test_a_fault_is_said_in_chinese(visitor, monkeypatch):
    monkeypatch.setattr("public_site.policy_views.history", lambda: 1 / 0)
    visitor.raise_request_exception = False

    response = visitor.get("/zh-hant/privacy/versions")

    assert response.status_code == 500
    assert "我們這邊出了問題" in response.content.decode()


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ({"email": "no"}, 422, "這不像是電郵地址。"),
        ({"age": 1}, 422, "提交得太快了"),
        ({"age": 7300}, 422, "此頁已開啟多時"),
        ({"homepage": "x"}, 422, "人眼看不見的欄位"),
        ({"name": "n" * 121}, 422, "120"),
        ({"message": "m" * 40_000}, 413, "內容超出表格所能容納"),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403, "此表格來自他處"),
    ],
    ids=["field", "hasty", "old", "trap", "long", "large", "elsewhere"],
)
def test_a_refusal_is_said_in_chinese(visitor, options, status, words):
    response = post(visitor, "contact", prefix="/zh-hant", **options)

    assert (response.status_code, Inquiry.objects.count()) == (status, 0)
    assert words in response.content.decode()


def test_the_language_without_its_slash_leads_to_its_front_page(visitor):
    assert visitor.get("/zh-hant").headers["Location"] == "/zh-hant/"
    assert visitor.get("/zh-hant/contact/").headers["Location"] == "/zh-hant/contact"


def test_every_message_is_translated_and_every_translation_is_used():
    found = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalogue()}

    assert (messages_of_the_site() - found, found - messages_of_the_site()) == (set(), set())


def test_every_translation_is_chinese_and_keeps_its_placeholders():
    wrong = []
    for entry in catalogue():
        words = entry.msgstr or entry.msgstr_plural[0]
        is_same = words == entry.msgid or not CHINESE.search(words)
        plain = entry.msgid in {"Cookies", ".", "; ", "en_GB"}
        if (is_same and not plain) or set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(entry.msgid)):
            wrong.append(entry.msgid)
        if SIMPLIFIED & set(words):
            wrong.append(words)

    assert wrong == []


def test_white_gold_and_platinum_are_never_confused():
    words = {entry.msgid: entry.msgstr for entry in catalogue()}

    assert (words["White gold"], words["Platinum"], words["Yellow gold"]) == ("白色K金", "鉑金", "黃色K金")
    assert [text for text in words.values() if "白金" in text] == []


def catalogue():
    return polib.pofile(str(catalogues()[0]))
