"""What is said after the first message: kept before it is sent, sent once, and never more than the person allows."""

from datetime import timedelta

import pytest
from django.conf import settings

from shared_apps.core import restraints
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.models import Job
from shared_apps.core.restraints import Restrained
from shared_apps.core.working_hours import add_working_hours
from shared_apps.inquiries import correspondence, operations, words
from shared_apps.inquiries.enums import CloseReason, EntryKind, InquiryState, Language
from shared_apps.inquiries.models import InquiryEntry
from shared_apps.inquiries.reply_templates import TEMPLATES, template_named, templates_for
from shared_apps.inquiries.threads import ChangedMeanwhile, InquiryClosed, entries_of, last_seen, received_by
from tests.shared.inquiries.conftest import BRIEF
from tests.support.work import work_off

WORDS = "Dear Marguerite,\n\nWe would like to see your bench."


def fresh(received):
    return received_by(received.kind, received.pk)


@pytest.fixture
def restrained(monkeypatch):
    """Have everybody's answering stopped."""
    monkeypatch.setattr(restraints, "_restraints", [lambda _email, purpose: purpose is Purpose.RESPOND])


def test_a_reply_is_kept_sent_once_and_answers(inquiry, staff, trail, mailoutbox):
    entry = correspondence.reply(inquiry, words=WORDS, by=staff, template="jeweler")

    answered = fresh(inquiry)
    assert (answered.state, answered.answer_by, answered.assigned_to_id) == (InquiryState.ANSWERED, None, staff.pk)
    assert answered.answered_at is not None
    assert trail(inquiry)[1:] == [("inquiries.inquiry.replied", "account")]
    assert work_off() == ["inquiries.send_reply"]
    (mail,) = mailoutbox
    assert (mail.to, WORDS in mail.body, staff.name in mail.body, inquiry.reference in mail.body) == (
        [inquiry.email],
        True,
        True,
        True,
    )
    entry.refresh_from_db()
    assert (entry.sent_at is not None, entry.mail_id is not None, entry.template) == (True, True, "jeweler")
    correspondence.send_reply(kind="inquiry", pk=str(entry.pk))
    assert len(mailoutbox) == 1


def test_a_subject_says_nothing_of_a_person_or_a_piece(brief, staff, mailoutbox):
    correspondence.reply(brief, words="Dear Wen, the platinum engagement ring", by=staff)
    work_off()

    (mail,) = mailoutbox
    assert mail.subject == "Our answer to your message"


def test_a_reply_is_in_the_language_of_the_person(db, staff, mailoutbox):
    brief = operations.receive_brief(**BRIEF | {"language": Language.CHINESE, "name": "李文"})
    begun = template_named(brief, "read").filled(brief)
    correspondence.reply(brief, words=begun, by=staff)
    work_off()

    mail = mailoutbox[-1]
    assert begun.startswith("李文 你好：")
    assert ("參考編號" in mail.body, mail.extra_headers["Content-Language"]) == (True, "zh-hant")


def test_a_worker_killed_after_sending_sends_no_second_mail(inquiry, staff, mailoutbox, monkeypatch):
    entry = correspondence.reply(inquiry, words=WORDS, by=staff)
    send = correspondence.mail.send

    def die(*given, **told):
        send(*given, **told)
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(correspondence.mail, "send", die)
        with pytest.raises(KeyboardInterrupt):
            work_off()
    Job.objects.update(leased_until=None)

    assert (work_off(), len(mailoutbox)) == (["inquiries.send_reply"], 1)
    entry.refresh_from_db()
    assert entry.sent_at is not None


def test_a_reply_that_cannot_arrive_is_owed_again(db, staff, inquiry):
    entry = correspondence.reply(inquiry, words=WORDS, by=staff)
    type(inquiry).objects.update(email="José@example.com")

    work_off()

    entry.refresh_from_db()
    assert (entry.returned_at is not None, entry.sent_at, fresh(inquiry).answer_by is not None) == (True, None, True)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("", words.NothingWritten),
        (" \n\t ", words.NothingWritten),
        ("言" * 5001, words.TooLong),
        ("💍" * 5001, words.TooLong),
        ("Wen\x00Li", words.Unreadable),
        ("Wen\x1bLi", words.Unreadable),
        ("a\ud800b", words.Unreadable),
        ("Please take 4111 1111 1111 1111", words.HoldsCardNumber),
        ("4111-1111-1111-1111", words.HoldsCardNumber),
        ("See https://evil.example/x", words.ForeignLink),
        ("See HTTPS://EVIL.example", words.ForeignLink),
        ("See www.evil.example", words.ForeignLink),
    ],
)
def test_what_may_not_be_sent_is_refused_and_nothing_is_kept(inquiry, staff, queued, said, error):
    before = last_seen(inquiry), queued()

    with pytest.raises(error):
        correspondence.reply(inquiry, words=said, by=staff)

    assert (entries_of(inquiry), (last_seen(inquiry), queued())) == ([], before)


@pytest.mark.parametrize(
    "said",
    ["言" * 5000, "💍" * 5000, "مرحبا، شكراً لرسالتك", "שלום וברכה", "Zoë’s 👩‍🔧 ring\r\nline two", "a\u202eb"],
    ids=["Chinese at the limit", "emoji at the limit", "Arabic", "Hebrew", "joined emoji", "a bidi mark"],
)
def test_words_of_all_scripts_are_kept_and_sent(inquiry, staff, said, mailoutbox):
    entry = correspondence.reply(inquiry, words=said, by=staff)
    work_off()

    entry.refresh_from_db()
    assert entry.words == said.replace("\r\n", "\n")
    assert entry.words in mailoutbox[-1].body


@pytest.mark.parametrize("injected", ["\nBcc: all@example.com", "\r\nBcc: all@example.com\r\n\r\n<b>"])
def test_what_is_written_never_becomes_a_header(inquiry, staff, mailoutbox, injected):
    correspondence.reply(inquiry, words=f"Hello{injected}", by=staff)
    work_off()

    (mail,) = mailoutbox
    assert (mail.recipients(), "\n" in mail.subject, "Bcc" in mail.message()) == ([inquiry.email], False, False)


def test_a_link_to_our_own_pages_may_be_sent(inquiry, staff):
    entry = correspondence.reply(inquiry, words=f"See {settings.SCHEME}://{settings.SITE_HOST}/about", by=staff)

    assert entry.kind == EntryKind.REPLY


def test_who_asked_discreetly_for_the_phone_is_not_written_to(db, staff, queued):
    brief = operations.receive_brief(**BRIEF | {"contact_preference": "discreet_phone"})
    before = queued()

    with pytest.raises(correspondence.ByPhoneOnly):
        correspondence.reply(brief, words=WORDS, by=staff)

    assert (entries_of(brief), queued()) == ([], before)


def test_a_call_answers_and_sends_nothing(db, staff, queued):
    brief = operations.receive_brief(**BRIEF | {"contact_preference": "discreet_phone"})
    before = queued()

    entry = correspondence.note_call(brief, words="She would like a bezel", by=staff)

    assert (entry.kind, fresh(brief).state, fresh(brief).answer_by, queued()) == ("call", "answered", None, before)


@pytest.mark.parametrize("say", [correspondence.reply, correspondence.note_call])
def test_a_restrained_person_is_not_answered(inquiry, staff, restrained, queued, say):
    with pytest.raises(Restrained):
        say(inquiry, words=WORDS, by=staff)

    assert (entries_of(inquiry), queued(), fresh(inquiry).answered_at) == ([], [], None)


def test_a_restriction_that_comes_before_the_mail_leaves_stops_it(inquiry, staff, mailoutbox, monkeypatch):
    entry = correspondence.reply(inquiry, words=WORDS, by=staff)
    monkeypatch.setattr(restraints, "_restraints", [lambda _email, purpose: purpose is Purpose.RESPOND])

    work_off()

    entry.refresh_from_db()
    assert (entry.returned_at is not None, mailoutbox) == (True, [])


def test_a_note_is_for_us_and_answers_nothing(inquiry, staff, queued):
    entry = correspondence.add_note(inquiry, words="Knows Duval", by=staff)

    assert (entry.kind, queued(), fresh(inquiry).state, fresh(inquiry).answered_at) == ("note", [], "new", None)


def test_what_they_write_back_starts_the_clock_when_it_arrived(inquiry, staff):
    correspondence.reply(inquiry, words=WORDS, by=staff)
    arrived = now() - timedelta(hours=5)

    entry = correspondence.note_answer(inquiry, words="Gladly!", arrived_at=arrived, by=staff)

    assert (entry.kind, entry.said_at) == ("received", arrived)
    assert fresh(inquiry).answer_by == add_working_hours(arrived, settings.ANSWER_HOURS)


def test_what_they_write_back_opens_what_was_closed(inquiry, staff):
    correspondence.reply(inquiry, words=WORDS, by=staff)
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff)

    correspondence.note_answer(inquiry, words="One more thing", arrived_at=now(), by=staff)

    assert (fresh(inquiry).state, fresh(inquiry).closed_at) == ("answered", None)


def test_an_answer_from_the_future_is_refused(inquiry, staff):
    with pytest.raises(operations.ArrivesLater):
        correspondence.note_answer(inquiry, words="x", arrived_at=now() + timedelta(hours=1), by=staff)

    assert entries_of(inquiry) == []


def test_a_second_reply_unseen_by_its_author_is_refused(inquiry, staff, queued):
    seen = last_seen(inquiry)
    correspondence.reply(inquiry, words=WORDS, by=staff, seen=seen)
    before = queued()

    with pytest.raises(ChangedMeanwhile) as refused:
        correspondence.reply(inquiry, words=WORDS, by=staff, seen=seen)

    assert [event.event for event in refused.value.events] == ["inquiries.inquiry.replied"]
    assert (InquiryEntry.objects.count(), queued()) == (1, before)


def test_a_closed_thread_is_not_replied_to(inquiry, staff):
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff)

    with pytest.raises(InquiryClosed):
        correspondence.reply(inquiry, words=WORDS, by=staff)

    assert entries_of(inquiry) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_every_template_is_written_in_both_languages_and_may_be_sent(brief, inquiry, template, language):
    received = brief if "brief" in template.kinds else inquiry
    received.language, received.name = language, "Zoë <b>&"

    filled = template.filled(received)

    assert words.checked_reply(filled) == filled
    assert ("Zoë <b>&" in filled, "{" in filled) == (True, False)
    assert filled.isascii() is False


def test_templates_fit_the_kind(brief, inquiry):
    assert [template.key for template in templates_for(inquiry)] == ["read", "call", "jeweler", "farewell"]
    assert [template.key for template in templates_for(brief)] == ["read", "questions", "call", "no_match", "farewell"]
    assert template_named(inquiry, "questions") is None
