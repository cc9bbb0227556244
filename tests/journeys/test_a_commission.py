"""One commission, from a stranger's brief on the Site to the client's yes and the jeweler's answer."""

import time

from tests.journeys import seed
from tests.journeys.people import COOKIES, PHONE
from tests.journeys.stack import eventually

HOUSE = "maison-aurelle"
INTAKE = "hello@dialogjewelers.com"
WORDS = "An old-cut stone from my grandmother's brooch, in rose gold"
STORAGE = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""
SPEECH = """() => {
    window.spoken = [];
    const listen = () => document.querySelectorAll(".upload__state").forEach((one) => spoken.push(one.textContent));
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_a_brief_becomes_an_approved_design(stack, people):
    reference = tell_us(stack, people, "Elena Marchetti", "elena@example.com")
    introduce(stack, people, reference, "Elena Marchetti")

    owner = people.owner(HOUSE)
    take_on(people, owner, "Elena Marchetti")
    design = begin_design(owner, "Brooch ring")
    upload_three(stack, owner, design)
    publish(owner, design, "Brooch ring", "Rose gold, a low setting.", ["sketch-1.jpg", "sketch-2.jpg"])
    invite(people, owner, design, "elena@example.com")

    client = people.client(HOUSE, "elena@example.com")
    look_and_comment(stack, client)
    publish(owner, design, "Brooch ring, slimmer", "A slimmer band.", ["sketch-3.jpg"])
    phone = people.client(HOUSE, "elena@example.com", screen=PHONE, theme="dark")
    compare_and_approve(phone)
    read_and_reply(stack, owner, design)

    phone.reload()
    assert "We begin on Monday." in phone.inner_text("main")
    assert people.cookie_names() == COOKIES
    check_letters(people)


def tell_us(stack, people, name, email):
    """Send two briefs, one from a browser that runs no script; both leave nothing behind. Return a reference."""
    visitors = [people.someone(), people.someone(script=False)]
    for visitor, (who, where) in zip(visitors, [(name, email), ("Jonathan Yeung", "jon@example.com")], strict=True):
        visitor.goto(f"{stack.site}/")
        visitor.click("main a:has-text('Find a jeweler') >> nth=0")
        fill_brief(visitor, who, where)
    time.sleep(3.2)
    for visitor in visitors:
        visitor.click("text=Read it once more")
        assert "Is this what you meant?" in visitor.inner_text("main")
        visitor.click("main button:has-text('Send the brief')")
        visitor.wait_for_url("**/received/brief/*")
        assert [url for url in visitor.asked if not url.startswith(f"{stack.site}/")] == []
        assert visitor.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert visitors[0].evaluate(STORAGE) == ["", 0, 0, 0, 0, 0]
    return visitors[0].url.rpartition("/")[2]


def fill_brief(page, name, email):
    for field, value in (
        ("piece", "remodel"),
        ("occasion", "memorial"),
        ("budget", "to_100"),
        ("timing", "six_months"),
        ("contact_preference", "email"),
    ):
        page.check(f"input[name={field}][value={value}]")
    page.fill("input[name=location]", "Hong Kong")
    page.fill("[name=preferences]", WORDS)
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", email)
    page.check("input[name=wants_direct_introduction]")


def introduce(stack, people, reference, name):
    """Staff are told without content, find the brief and introduce it to one house; the person is told of it."""
    notice = eventually(lambda: [letter for letter in people.post.letters(INTAKE) if reference in letter.body])[0]
    assert notice.link.startswith(f"{stack.console}/briefs/")
    staff = people.staff()
    staff.click(f"text={reference}")
    assert WORDS in staff.inner_text("main")
    staff.check("label:has-text('Maison Aurelle') >> input")
    staff.click("#introductions button")
    staff.wait_for_selector("text=is introduced to one jeweler")
    told = people.post.next("elena@example.com", "Whom we introduced you to")
    assert "Maison Aurelle" in told.body
    assert (name in notice.body, WORDS in notice.body, WORDS in told.body) == (False, False, False)


def take_on(people, owner, name):
    owner.reload()
    owner.click(f"main a:has-text('{name}')")
    assert WORDS in owner.inner_text("main")
    owner.click("main button:has-text('Accept')")
    owner.click("text=Take on as a client")
    owner.wait_for_selector(f"h1:has-text('{name}')")
    assert "elena@example.com" in owner.inner_text("main")


def begin_design(owner, title):
    owner.click("main a:has-text('New design')")
    owner.fill("input[name=title]", title)
    owner.click("main button:has-text('Save')")
    owner.wait_for_selector(f"h1:has-text('{title}')")
    return owner.url


def upload_three(stack, owner, design):
    """Drop three pictures at once: they go to the store itself, say how far they are, and turn into tiles."""
    files = [
        {"name": f"sketch-{n}.jpg", "mimeType": "image/jpeg", "buffer": seed.picture(n * 20, (1600, 1200))}
        for n in (1, 2, 3)
    ]
    owner.evaluate(SPEECH)
    owner.asked.clear()
    owner.set_input_files("#add-pictures input[type=file]", files)
    owner.wait_for_selector("#add-pictures .upload[data-state=done] >> nth=2")
    spoken = owner.evaluate("window.spoken")
    assert [said for said in spoken if " of " in said] != []
    assert sum(url.startswith(f"{stack.store}/") for url in owner.asked) == 3
    eventually(lambda: drawn_pictures(owner) == 3)
    sources = owner.eval_on_selector_all("#files img", "all => all.map((one) => one.src)")
    assert {source.partition("/designs/")[0] for source in sources} == {stack.workspace(HOUSE)}


def drawn_pictures(page):
    """Count the pictures that have arrived and were drawn, scrolling to where lazy ones are."""
    page.evaluate("document.querySelectorAll('main img').forEach((one) => one.scrollIntoView())")
    return page.evaluate("[...document.querySelectorAll('main img')].filter((one) => one.naturalWidth > 0).length")


def publish(owner, design, title, notes, pictures):
    owner.goto(design)
    owner.click("text=Publish a version")
    owner.fill("input[name=title]", title)
    owner.fill("textarea[name=notes]", notes)
    for box in owner.query_selector_all("input[name=pictures]"):
        box.uncheck()
    for picture in pictures:
        owner.check(f"label:has-text('{picture}') >> input")
    owner.click("main button:has-text('Publish')")
    owner.wait_for_selector(f"h1:has-text('{title}')")
    assert "SHA-256" in owner.inner_text("main")


def invite(people, owner, design, email):
    owner.goto(design)
    owner.click("main dl a:has-text('Elena Marchetti')")
    owner.click("main a:has-text('Manage')")
    owner.fill("form.panel input[name=email]", email)
    owner.click("text=Send an invitation")
    letter = people.post.next(email, "A private page for you")
    assert "Brooch" not in letter.body
    assert letter.link.startswith(f"{people.stack.workspace(HOUSE)}/portal/")


def look_and_comment(stack, client):
    client.click("main a:has-text('Brooch ring')")
    eventually(lambda: drawn_pictures(client) == 2)
    assert [url for url in client.asked if not url.startswith(f"{stack.workspace(HOUSE)}/")] == []
    assert "Approve version 1" in client.inner_text("main")
    client.fill("textarea[name=text]", "Could the band be slimmer?")
    client.click("main button:has-text('Send')")
    client.wait_for_selector("text=You, on version 1")


def compare_and_approve(phone):
    phone.click("main a:has-text('Brooch ring, slimmer')")
    phone.click("text=Compare two")
    assert phone.eval_on_selector_all("main h2", "all => all.map((one) => one.textContent)") == [
        "Version 1: Brooch ring",
        "Version 2: Brooch ring, slimmer",
    ]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.click("text=Back to the design")
    statement = read_statement(phone)
    phone.click("main button:has-text('Approve version 2')")
    phone.wait_for_selector("text=You approved version 2")
    assert read_statement(phone) == statement
    assert "Brooch ring, slimmer" in statement


def read_statement(page):
    page.click("#approval summary")
    return page.inner_text("#approval .portal__statement")


def read_and_reply(stack, owner, design):
    owner.goto(f"{stack.workspace(HOUSE)}/")
    approved = owner.locator("section:has(h2:has-text('Approved lately'))")
    assert "version 2" in approved.inner_text()
    owner.goto(design)
    assert "Approved" in owner.inner_text("main")
    owner.click("text=Conversation")
    said = owner.inner_text("main")
    assert "Could the band be slimmer?" in said
    assert "by elena@example.com" in said
    owner.fill("textarea[name=text]", "We begin on Monday.")
    owner.click("main button:has-text('Reply')")
    owner.wait_for_selector("text=We begin on Monday.")


def check_letters(people):
    """No mail says what it is about: no word of the brief, no name of a person or a piece, no address of a picture."""
    people.post.next("elena@example.com", "An answer for you")
    content = (WORDS, "Brooch", "slimmer", "Marchetti", "Yeung", "Elena", ".webp", "/pictures/", "memorial")
    found = [(letter.subject, word) for letter in people.post.letters() for word in content if word in letter.body]
    assert found == []
    assert {letter.subject for letter in people.post.letters("elena@example.com")} == {
        "We have your message",
        "Whom we introduced you to",
        "A private page for you",
        "Your sign-in link",
        "An answer for you",
    }
