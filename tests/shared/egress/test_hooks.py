"""What the provider reports: under its secret, by our own name for a mail, into the half the mail belongs to."""

import base64
import json
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.test import Client

from config.settings.mail import mailer, reports_of
from shared_apps.core.db import Half
from shared_apps.core.jobs import job_model
from shared_apps.egress import mail, outcomes
from shared_apps.egress.checks import tracked
from shared_apps.egress.models import MailStatus, SentMail
from shared_apps.notices.models import Delivery, DeliveryState, Notice
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import SentMail as JewelersMail
from tests.support.people import browser

SECRET = "postmark:a long secret"
URL = "/hooks/mail/"
ADDRESS = "ada@example.com"


@pytest.fixture(autouse=True)
def provider(settings):
    settings.MAIL_REPORTS = reports_of("postmark+https://token@api.postmarkapp.com")
    settings.MAIL_HOOK_SECRET = SECRET


def report(record="Bounce", *, reference="", secret=SECRET, body=None, **headers):
    """Post a report as the provider does: from a server, with no cookie and nothing a browser says."""
    told = {"RecordType": record, "Type": "HardBounce", "Email": ADDRESS, "Metadata": {"mail": reference}}
    client = Client(headers={"host": browser().defaults["HTTP_HOST"]}, enforce_csrf_checks=True)
    sign = {"Authorization": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}
    content = json.dumps(told) if body is None else body
    return client.post(URL, content, content_type="application/json", headers=sign | headers)


def sent(**fields):
    return SentMail.objects.create(kind="notices.test", **{"status": MailStatus.SENT} | fields)


def name_of(entry, jeweler="0"):
    return f"{entry.pk.hex}.{jeweler}"


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ("Bounce", MailStatus.BOUNCED),
        ("Delivery", MailStatus.DELIVERED),
        ("Open", MailStatus.SENT),
        ("Click", MailStatus.SENT),
        ("SubscriptionChange", MailStatus.SENT),
        ("Nonsense", MailStatus.SENT),
    ],
)
def test_a_report_is_noted_and_what_people_did_is_not(db, record, status):
    entry = sent()

    assert report(record, reference=name_of(entry)).status_code == 200

    entry.refresh_from_db()
    assert entry.status == status


def test_a_complaint_is_noted_as_one(db):
    entry = sent()
    told = {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Metadata": {"mail": name_of(entry)}}

    report(body=json.dumps(told))

    entry.refresh_from_db()
    assert entry.status == MailStatus.COMPLAINED


def test_a_late_delivery_does_not_undo_a_bounce(db):
    entry = sent()

    for record in ("Delivery", "Bounce", "Bounce", "Delivery"):
        report(record, reference=name_of(entry))

    entry.refresh_from_db()
    assert entry.status == MailStatus.BOUNCED


@pytest.mark.parametrize("secret", ["", "postmark:another secret", "postmark", ":", "postmark:a long secret "])
def test_a_report_without_the_secret_changes_nothing(db, secret):
    entry = sent()

    assert report(reference=name_of(entry), secret=secret).status_code == 403

    entry.refresh_from_db()
    assert entry.status == MailStatus.SENT


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', '{"RecordType": "Inbound"}', "\x00"])
def test_what_is_no_report_is_refused_whole(db, body):
    assert report(body=body).status_code == 400


@pytest.mark.parametrize(
    "reference", ["", "x", "0" * 32, "0" * 32 + ".0", "0" * 32 + "." + "f" * 32, "' OR 1=1 --", "a" * 5000]
)
def test_a_mail_we_do_not_know_is_taken_and_forgotten(db, reference):
    assert report(reference=reference).status_code == 200
    assert SentMail.objects.filter(status=MailStatus.BOUNCED).count() == 0


@pytest.mark.parametrize(("reports", "secret"), [("", SECRET), (reports_of("postmark+https://t@a.example"), "")])
def test_without_a_provider_or_a_secret_nobody_can_report(db, settings, reports, secret):
    settings.MAIL_REPORTS, settings.MAIL_HOOK_SECRET = reports, secret

    assert report(reference=name_of(sent())).status_code == 404


def test_only_servers_report_and_only_by_post(db):
    assert report(**{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert report(Origin="https://example.com").status_code == 403
    assert browser().get(URL).status_code == 405


def test_a_jewelers_bounce_is_noted_in_the_jewelers_own_log(jeweler_a, jeweler_b, db):
    shared = uuid4()
    for jeweler in (jeweler_a, jeweler_b):
        with jeweler_context(jeweler):
            JewelersMail.objects.create(id=shared, kind="portal.answered", status=MailStatus.SENT)

    report(reference=f"{shared.hex}.{jeweler_a.id.hex}")

    found = []
    for jeweler in (jeweler_a, jeweler_b):
        with jeweler_context(jeweler):
            found.append(JewelersMail.objects.get(pk=shared).status)
    assert found == [MailStatus.BOUNCED, MailStatus.SENT]
    assert SentMail.objects.filter(pk=shared).count() == 0


def test_a_notice_that_came_back_proves_nothing(db):
    entry = sent()
    notice = Notice.objects.create(mail_kind="a.b", about_type="x", about_id=uuid4())
    delivery = Delivery.objects.create(
        notice=notice, email=ADDRESS, state=DeliveryState.SENT, mail_id=entry.pk, sent_at=entry.changed_at
    )

    report("Bounce", reference=name_of(entry))

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.BOUNCED


def test_a_report_leaves_no_address_behind(db, caplog):
    entry = sent()
    before = job_model(Half.CONTROLLER).objects.count()

    report("Bounce", reference=name_of(entry))

    assert ADDRESS not in caplog.text
    assert job_model(Half.CONTROLLER).objects.count() == before


def test_a_provider_is_told_not_to_track_and_how_we_call_the_mail(db, mailoutbox):
    mail_id = mail.send("accounts.sign_in_code", to=ADDRESS, context={"code": "482 913"})

    [message] = mailoutbox
    assert (message.track_opens, message.track_clicks) == (False, False)
    assert message.metadata == {"mail": f"{mail_id.hex}.0"}
    assert outcomes.note_outcome(message.metadata["mail"], MailStatus.DELIVERED) is True


@pytest.mark.parametrize("url", ["postmark+https://t@a.example?track_opens=true", "smtps://a.example#x"])
def test_an_address_of_the_provider_takes_no_options(url):
    with pytest.raises(ValueError, match="takes no options"):
        mailer(url)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, set()),
        ({"SEND_DEFAULTS": {"track_opens": True}}, {"track_opens"}),
        ({"POSTMARK_SEND_DEFAULTS": {"esp_extra": {"TrackLinks": "HtmlOnly"}}}, {"TrackLinks"}),
        ({"SEND_DEFAULTS": {"track_opens": False, "esp_extra": {"TrackLinks": "None"}}}, set()),
        ({"default": {"OPTIONS": {"track_clicks": 1}}}, {"track_clicks"}),
    ],
)
def test_settings_that_track_are_found(told, found):
    assert tracked(told) == found


def test_a_provider_that_tracks_or_whose_reports_anybody_could_forge_is_refused_at_start(settings):
    settings.ANYMAIL = {"SEND_DEFAULTS": {"track_opens": True}}
    settings.MAIL_HOOK_SECRET = ""

    found = {error.id for error in run_checks(tags=["security"])}

    assert {"egress.E001", "egress.E002"} <= found


def test_as_set_up_nothing_tracks(settings):
    settings.MAIL_HOOK_SECRET = SECRET

    assert {error.id for error in run_checks(tags=["security"])} & {"egress.E001", "egress.E002"} == set()
