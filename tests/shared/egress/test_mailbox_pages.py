"""The demo's post can be read in a browser: links to follow, codes to copy."""

import pytest

from config.settings.mail import mailer
from shared_apps.egress import mail
from shared_apps.egress.mailbox import letters
from shared_apps.egress.views import parts_of
from shared_apps.tenancy.hosts import Surface, url_on
from tests.support.people import browser


@pytest.fixture
def post_office(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MAILERS = {"default": mailer("")}


def test_an_empty_box_says_so(db, post_office):
    assert "No mail yet" in browser().get("/dev/mail/").content.decode()


def test_a_mail_is_listed_and_read_with_a_link_to_follow(db, post_office):
    url = url_on(Surface.CONSOLE, "/briefs/1/")
    mail.send("inquiries.staff_notice", to="a@example.com", context={"reference": "K7QM-3XPA", "url": url})
    name = letters()[0].name

    listed = browser().get("/dev/mail/").content.decode()
    read = browser().get(f"/dev/mail/{name}/").content.decode()

    assert f'href="/dev/mail/{name}/"' in listed
    assert f'<a href="{url}">' in read


def test_a_mail_that_is_not_there_is_not_found(db, post_office):
    assert browser().get("/dev/mail/nothing/").status_code == 404


def test_a_text_is_split_into_words_links_and_codes():
    parts = parts_of("Your code is 123456.\nOr K7QM-3XPA\nhttp://a.b/c?d=1")

    assert [(part.kind, part.text) for part in parts if part.kind != "text"] == [
        ("code", "123456"),
        ("code", "K7QM-3XPA"),
        ("link", "http://a.b/c?d=1"),
    ]
    assert "".join(part.text for part in parts) == "Your code is 123456.\nOr K7QM-3XPA\nhttp://a.b/c?d=1"
