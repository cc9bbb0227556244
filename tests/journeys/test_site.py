"""The Site in a browser, in both languages: still, silent, fonts kept for a year, its brief sent without a script."""

import time

from tests.journeys.people import DESKTOP, PHONE
from tests.journeys.test_screens import SITE

SHIFTED = """() => new Promise((done) => {
    let moved = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
        .observe({ type: "layout-shift", buffered: true });
    scrollTo(0, document.body.scrollHeight);
    setTimeout(() => done(moved), 400);
})"""


def test_nothing_moves_when_a_page_arrives(stack, people):
    visitor = people.someone()

    moved = {}
    for screen in (DESKTOP, PHONE):
        visitor.set_viewport_size(screen)
        for path in SITE:
            visitor.goto(f"{stack.site}{path}")
            moved[path, screen["width"]] = visitor.evaluate(SHIFTED)

    assert {where: shift for where, shift in moved.items() if shift > 0.01} == {}


def test_typefaces_and_pictures_come_from_us_and_are_kept(stack, people):
    visitor = people.someone()
    kept = {}
    visitor.on("response", lambda answer: kept.__setitem__(answer.url, answer.headers.get("cache-control", "")))

    visitor.goto(f"{stack.site}/")
    visitor.wait_for_load_state("networkidle")

    static = {url: words for url, words in kept.items() if "/static/" in url}
    assert any(url.endswith(".woff2") for url in static)
    assert {url: words for url, words in static.items() if "public" not in words} == {}
    assert [url for url in kept if not url.startswith(f"{stack.site}/")] == []


def test_a_brief_in_chinese_is_sent_from_a_phone_without_a_script(stack, people):
    visitor = people.someone(screen=PHONE, theme="dark", script=False)
    visitor.goto(f"{stack.site}/zh-hant/")
    visitor.click("main a:has-text('尋找珠寶商') >> nth=0")
    told = {"piece": "signet", "occasion": "self", "budget": "guide_me", "timing": "flexible"}
    for field, value in (told | {"contact_preference": "email"}).items():
        visitor.check(f"input[name={field}][value={value}]")
    visitor.fill("input[name=location]", "香港")
    visitor.fill("input[name=name]", "李文")
    visitor.fill("input[name=email]", "li.man@example.com")
    time.sleep(3.2)

    visitor.click("text=再讀一遍")
    visitor.click("text=修改內容")
    assert visitor.input_value("input[name=name]") == "李文"
    time.sleep(3.2)
    visitor.click("text=再讀一遍")
    visitor.click("text=送出需求")
    visitor.wait_for_url("**/zh-hant/received/brief/*")

    reference = visitor.url.rpartition("/")[2]
    row = stack.rows("SELECT name, language, location FROM inquiries_brief WHERE reference = %s", reference)
    assert row == [("李文", "zh-hant", "香港")]
    assert visitor.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
