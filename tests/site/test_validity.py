"""Every page is well formed: what opens closes, what is referred to is there, nothing jumps when it arrives."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from public_site.pictures import SHOTS
from tests.site.conftest import post
from tests.site.test_silence import PAGES

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PHRASING_ONLY = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "span",
    "em",
    "strong",
    "small",
    "button",
    "label",
    "summary",
    "dt",
    "legend",
}
FLOW = {
    "p",
    "div",
    "section",
    "article",
    "ul",
    "ol",
    "dl",
    "table",
    "form",
    "fieldset",
    "h1",
    "h2",
    "h3",
    "figure",
    "aside",
}
INTERACTIVE = {"a", "button", "select", "textarea", "label", "summary"}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody"},
    "legend": {"fieldset"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "form")
THANKS = ("/received/K7QM-3XPA", "/zh-hant/received/brief/K7QM-3XPA")


class Reader(HTMLParser):
    """Reads strictly: keeps what is open, and writes down every fault."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.references, self.headings = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        told = dict(attrs)
        if len(names) != len(set(names)):
            self.faults.append(f"{tag} says something twice: {names}")
        self._nesting(tag, told)
        self.ids += [told["id"]] if "id" in told else []
        self.references += [part for name in REFERENCES if name in told for part in told[name].split()]
        self.references += [told["href"][1:]] if told.get("href", "").startswith("#") else []
        self.headings += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        if tag == "img" and not {"width", "height", "alt"} <= set(told):
            self.faults.append(f"a picture without room or words: {told}")
        if tag not in VOID:
            self.open.append(tag)

    def _nesting(self, tag, told):
        parent = self.open[-1] if self.open else ""
        if tag in FLOW and set(self.open) & PHRASING_ONLY - {"label"}:
            self.faults.append(f"{tag} within {self.open[-3:]}")
        if tag in {"a", "button", "select", "textarea"} and set(self.open) & (INTERACTIVE - {"label"}):
            self.faults.append(f"{tag} within {self.open[-3:]}")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.faults.append(f"{tag} in {parent}")
        if "style" in told:
            self.faults.append(f"{tag} is styled in place")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-2:]}")
        else:
            self.open.pop()


def faults_of(content):
    reader = Reader()
    reader.feed(content)
    reader.close()
    twice = {one for one in reader.ids if reader.ids.count(one) > 1}
    steps = zip(reader.headings, reader.headings[1:], strict=False)
    return [
        *reader.faults,
        *(f"never closed: {tag}" for tag in reader.open),
        *(f"id twice: {one}" for one in sorted(twice)),
        *(f"refers to nothing: {one}" for one in sorted(set(reader.references) - set(reader.ids))),
        *(f"h{low} then h{high}" for low, high in steps if high > low + 1),
        *([] if reader.headings.count(1) == 1 else [f"{reader.headings.count(1)} first headings"]),
        *([] if content.lstrip().startswith("<!doctype html>") else ["no doctype"]),
    ]


@pytest.mark.parametrize("path", [*PAGES, *THANKS, "/nothing", "/zh-hant/nothing"])
def test_a_page_is_well_formed(visitor, path):
    assert faults_of(visitor.get(path).content.decode()) == []


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
@pytest.mark.parametrize(
    ("page", "changes"),
    [
        ("contact", {"email": "no", "name": ""}),
        ("contact", {"stamp": "no"}),
        ("contact", {"message": "m" * 40_000}),
        ("find-a-jeweler", {"step": "review"}),
        ("find-a-jeweler", {"step": "change", "email": "no"}),
        ("find-a-jeweler", {"email": "no", "budget": None, "timing": "fixed_date", "phone": "1"}),
    ],
    ids=["refused", "stale", "large", "review", "change", "brief refused"],
)
def test_an_answer_to_a_post_is_well_formed(visitor, page, changes, prefix):
    assert faults_of(post(visitor, page, prefix=prefix, **changes).content.decode()) == []


@pytest.mark.parametrize(
    "wrong", ["<p><div></div></p>", "<ul><p></p></ul></ul>", '<label for="x">y</label>', "<img src=x>"]
)
def test_the_reader_finds_what_is_wrong(wrong):
    assert len(faults_of(f"<!doctype html><h1>A</h1>{wrong}")) >= 1


def test_pictures_come_in_three_widths_of_one_shape():
    for shot in SHOTS.values():
        shapes = {round(width / height, 2) for width, height in shot.sizes}
        assert (len(shot.sizes), shapes) == (3, {round(shot.shape[0] / shot.shape[1], 2)})


@pytest.mark.parametrize("path", PAGES)
def test_a_shared_link_has_its_picture_and_its_words(visitor, path):
    content = visitor.get(path).content.decode()

    said = dict(re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)">', content))
    assert {"og:title", "og:image", "og:url", "og:locale", "og:image:width"} <= set(said)
    assert said["og:image"].startswith(f"{settings.SCHEME}://{settings.SITE_HOST}/static/public_site/pictures/")
    assert said["og:image"].endswith("-card.jpg")
