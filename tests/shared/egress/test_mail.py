"""Mail leaves through one door: registered kinds, text and its HTML, our own links, an allowed provider."""

from email import message_from_bytes, policy

import pytest
from django.conf import settings

from config.settings.mail import mailer
from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import Purpose
from shared_apps.core.restraints import Restrained
from shared_apps.egress import mail
from shared_apps.egress.gate import EgressRefused
from shared_apps.egress.mailbox import folder, letter, letters
from shared_apps.egress.models import MailStatus, SentMail
from shared_apps.providers.enums import ProviderState
from shared_apps.providers.models import Provider
from shared_apps.tenancy.hosts import Surface, url_on

KIND = "inquiries.staff_notice"
TOLD = {"reference": "K7QM-3XPA", "url": url_on(Surface.CONSOLE, "/briefs/1/")}


@pytest.fixture
def post_office(settings, tmp_path):
    """Let mails lie in a box of their own."""
    settings.VAR_DIR = tmp_path
    settings.MAILERS = {"default": mailer("")}
    return tmp_path / "mail"


def test_a_mail_is_a_text_and_the_same_words_as_html(db, mailoutbox):
    mail.send(KIND, to="staff@example.com", context=TOLD)

    (sent,) = mailoutbox
    parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert [name for name in parsed if name.lower().startswith("list-") or name.lower() == "precedence"] == []


def test_the_sender_is_ours_and_may_speak_for_a_house(db, mailoutbox):
    mail.send(KIND, to="a@example.com", context=TOLD, sender_name="Maison Aurelle")

    assert mailoutbox[0].from_email == f"Maison Aurelle via DIA'LOG <{COMPANY.email}>"


@pytest.mark.parametrize("name", ["Maison\r\nBcc: all@example.com", "Maison\n", "Mai\x00son"])
def test_a_name_with_line_breaks_is_refused(db, mailoutbox, name):
    with pytest.raises(mail.MailHeaderInvalid):
        mail.send(KIND, to="a@example.com", context=TOLD, sender_name=name)

    assert mailoutbox == []


@pytest.mark.parametrize(
    "address", ["a@example.com\r\nBcc: b@example.com", "nobody", "", "a@b@c", "Wen <w@example.com>"]
)
def test_what_is_no_address_is_refused(db, mailoutbox, address):
    with pytest.raises(mail.MailAddressInvalid):
        mail.send(KIND, to=address, context=TOLD)

    assert mailoutbox == []


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/",
        f"{settings.SCHEME}://{settings.APP_HOST}.example.com/",
        f"{settings.SCHEME}://user@example.com/",
        f"{settings.SCHEME}://evil{settings.APP_HOST}/",
    ],
)
def test_a_link_to_another_host_is_refused(db, mailoutbox, link):
    with pytest.raises(mail.ForeignLink):
        mail.send(KIND, to="a@example.com", context=TOLD | {"url": link})

    assert mailoutbox == []


def test_an_unregistered_kind_is_refused(db, mailoutbox):
    with pytest.raises(mail.UnknownMailKind):
        mail.send("news.letter", to="a@example.com", context={})

    assert mailoutbox == []


def test_a_kind_is_registered_once_and_its_subject_never_changes():
    with pytest.raises(ValueError, match="registered twice"):
        mail.mail_kind(KIND, subject="Again", template="x.txt")
    with pytest.raises(ValueError, match="constant sentence"):
        mail.mail_kind("a.b", subject="For {{ name }}", template="x.txt")


@pytest.mark.parametrize("state", [ProviderState.PROPOSED, ProviderState.NOTICED, ProviderState.RETIRED])
def test_without_an_active_provider_nothing_is_sent(db, mailoutbox, state):
    Provider.objects.filter(key="mail").update(state=state)

    with pytest.raises(EgressRefused):
        mail.send(KIND, to="a@example.com", context=TOLD)

    assert mailoutbox == []


def test_a_server_that_does_not_answer_is_tried_again(db, settings):
    settings.MAILERS = {"default": mailer("smtp+tls://127.0.0.1:9")}

    with pytest.raises(mail.MailUnavailable) as refused:
        mail.send(KIND, to="a@example.com", context=TOLD)

    assert not refused.value.permanent


@pytest.mark.parametrize("address", ["smtp://mail.example.com", "http://mail.example.com", "mail.example.com"])
def test_a_mail_server_without_tls_is_refused_at_start(address):
    with pytest.raises(ValueError, match="MAIL_URL must start with"):
        mailer(address)


def test_a_mail_server_is_an_address():
    made = mailer("smtp+tls://hello%40dialog:p%2Fw@mail.example.com:2587")

    options = made["OPTIONS"]
    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example.com", 2587, True)
    assert (options["username"], options["password"]) == ("hello@dialog", "p/w")


def test_the_demo_keeps_mails_as_files_newest_first(db, post_office):
    mail.send(KIND, to="first@example.com", context=TOLD)
    mail.send(KIND, to="second@example.com", context=TOLD)

    assert [found.to for found in letters()] == ["second@example.com", "first@example.com"]
    assert {path.suffix for path in folder().iterdir()} == {".eml"}
    assert TOLD["url"] in letters()[0].body


@pytest.mark.parametrize("name", ["nothing", "../../etc/passwd", "..", "a/b"])
def test_only_mails_of_the_box_are_read(db, post_office, name):
    mail.send(KIND, to="first@example.com", context=TOLD)

    assert letter(name) is None


INJECTIONS = [
    "x\r\nBcc: all@example.com",
    "x\nSubject: other",
    "x\x00y",
    "x\u2028Bcc: y@example.com",
    "陳大文\r\n.\r\nMAIL FROM:<x>",
]


@pytest.mark.parametrize("said", INJECTIONS)
def test_what_is_said_in_a_mail_never_reaches_its_headers(db, mailoutbox, said):
    mail.send("inquiries.received", to="a@example.com", context={"reference": said})

    parsed = message_from_bytes(mailoutbox[0].message(policy=policy.SMTP).as_bytes(), policy=policy.default)
    assert (parsed["To"], parsed["Subject"], parsed["Bcc"]) == ("a@example.com", "We have your message", None)


@pytest.mark.parametrize("name", ["陳大文", "Müller & Söhne", 'A "quoted" house', "أهلا", "💎 Gems", "a" * 200])
def test_any_house_may_speak_in_its_own_name(db, mailoutbox, name):
    mail.send(KIND, to="a@example.com", context=TOLD, sender_name=name)

    parsed = message_from_bytes(mailoutbox[0].message(policy=policy.SMTP).as_bytes(), policy=policy.default)
    [sender] = parsed["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (f"{name} via DIA'LOG", COMPANY.email)


@pytest.mark.parametrize(
    "address", ["陳@example.com", "a@example.com\n", "a@example.com, b@example.com", "a" * 250 + "@b.hk"]
)
def test_an_address_no_server_takes_is_refused_before_it_is_logged(db, mailoutbox, address):
    with pytest.raises(mail.MailAddressInvalid):
        mail.send(KIND, to=address, context=TOLD)

    assert (mailoutbox, SentMail.objects.count()) == ([], 0)


@pytest.fixture
def stopped(monkeypatch):
    """Let one person have stopped one use of their data."""
    asked = []

    def restraint(email, purpose):
        asked.append((email, purpose))
        return (email, purpose) == ("li@example.com", Purpose.INTRODUCE)

    monkeypatch.setattr("shared_apps.core.restraints._restraints", [restraint])
    return asked


def test_a_person_who_stopped_a_use_gets_no_mail_for_it(db, mailoutbox, stopped):
    context = {"reference": "K7QM-3XPA", "days": 14, "link": url_on(Surface.SITE, "/choices/x/")}

    with pytest.raises(Restrained):
        mail.send("introductions.proposal", to="Li@example.com", context=context)

    assert mailoutbox == []
    assert list(SentMail.objects.values_list("kind", "status")) == [("introductions.proposal", MailStatus.WITHHELD)]


def test_answers_and_security_mails_reach_also_who_stopped_everything(db, mailoutbox, stopped):
    mail.send("inquiries.received", to="li@example.com", context={"reference": "K7QM-3XPA"})
    mail.send("accounts.sign_in_code", to="li@example.com", context={"code": "482 913"})

    assert (len(mailoutbox), stopped) == (2, [])


def test_a_mail_in_a_language_its_kind_does_not_speak_is_english(db, mailoutbox):
    mail.send(KIND, to="a@example.com", context=TOLD, language="zh-hant")
    mail.send("inquiries.received", to="a@example.com", context={"reference": "K7QM-3XPA"}, language="fr")

    assert [sent.extra_headers["Content-Language"] for sent in mailoutbox] == ["en", "en"]


def test_a_mail_sent_outside_a_job_is_logged_and_each_is_its_own(db, mailoutbox):
    first, second = (mail.send(KIND, to="a@example.com", context=TOLD) for _time in range(2))

    assert (first != second, len(mailoutbox)) == (True, 2)
    assert set(SentMail.objects.values_list("pk", "status")) == {(first, "sent"), (second, "sent")}
