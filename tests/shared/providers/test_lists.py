"""The list as of any day, by hash, given to those who ask, and annexed to the agreement (P40, P41)."""

import hashlib
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from shared_apps.accounts.annexes import annex_hash
from shared_apps.accounts.models import AgreementAcceptance
from shared_apps.core.models import Job
from shared_apps.jewelers.models import Jeweler
from shared_apps.providers import checks, operations, queries
from shared_apps.providers.enums import ProviderState
from shared_apps.providers.listing import canonical, current_document, list_as_of, pdf_of, sha256_of
from shared_apps.providers.models import Annex, ListReply, Provider, ProviderChange
from tests.shared.providers.conftest import POST, activated

DECLARED = {"key": "letters", **POST}


def names(day):
    return [entry.key for entry in list_as_of(day)]


def test_the_list_of_a_day_is_that_of_its_end_whatever_came_after(change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    time_machine.move_to("2037-01-10 02:00+00:00", tick=False)
    operations.propose_change(post, {"name": "Northern Mail"}, by=ada)
    time_machine.move_to("2037-02-01 02:00+00:00", tick=False)
    operations.retire_provider(Provider.objects.get(key="post"), by=ada)

    house = ["authentication", "hosting", "mail", "storage"]
    assert sorted(names(date(2036, 12, 22))) == house
    assert sorted(names(date(2036, 12, 23))) == sorted([*house, "post"])
    assert [e.name for e in list_as_of(date(2037, 1, 9)) if e.key == "post"] == ["Northern Post"]
    assert [e.name for e in list_as_of(date(2037, 1, 10)) if e.key == "post"] == ["Northern Mail"]
    assert sorted(names(date(2037, 1, 31))) == sorted([*house, "post"])
    assert sorted(names(date(2037, 2, 1))) == house
    assert names(date(2020, 1, 1)) == []


def test_every_list_that_ever_stood_is_kept_by_its_hash(change, ada, owners, time_machine):
    before = sha256_of(current_document(date(2036, 11, 22)))
    activated(change, by=ada, time_machine=time_machine)
    after = sha256_of(current_document(date(2036, 12, 23)))

    assert before != after
    kept = {annex.sha256: annex.document for annex in Annex.objects.all()}
    assert {before, after} <= set(kept)
    assert hashlib.sha256(canonical(kept[after])).hexdigest() == after


def test_what_is_not_published_does_not_change_the_hash(change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    before = annex_hash()

    operations.propose_change(post, {"review_on": "2038-01-01", "hosts": ["other.example.com"]}, by=ada)

    assert annex_hash() == before


def test_the_list_is_a_pdf_that_says_its_hash_and_is_always_the_same():
    document = {"company": "DIA'LOG", "providers": []}

    pdf = pdf_of(document)

    assert pdf.startswith(b"%PDF-1.7")
    assert pdf == pdf_of(dict(document))


def test_markup_in_a_name_stays_text_in_the_pdf(post):
    document = current_document(date(2036, 11, 22))
    document["providers"][0] |= {"name": '#panic("no") *x* 中文 <b>', "legal_entity": "$a$ @b"}

    assert pdf_of(document).startswith(b"%PDF")


def test_who_asks_is_answered_and_stays_on_record(ada, app_client, mailoutbox):
    reply = operations.answer_list_request(
        email=" Li@Example.com ", asked_on=date(2036, 11, 20), as_of=date(2036, 11, 22), by=ada
    )
    assert (reply.email, reply.annex.sha256) == ("li@example.com", annex_hash())
    assert Job.objects.filter(name="providers.send_list").count() == 1

    for _ in range(2):
        operations.send_list(reply.pk)

    (sent,) = mailoutbox
    assert sent.to == ["li@example.com"]
    assert reply.annex.sha256 in sent.body
    assert ListReply.objects.get().sent_at is not None
    browser = app_client()
    data = browser.get(f"/providers/{reply.annex.sha256}.json")
    assert hashlib.sha256(data.content).hexdigest() == reply.annex.sha256
    assert [one["key"] for one in json.loads(data.content)[0]["providers"]] == names(date(2036, 11, 22))
    assert browser.get(f"/providers/{reply.annex.sha256}.pdf").content.startswith(b"%PDF")
    assert browser.get(f"/providers/{'0' * 64}.json").status_code == 404


def test_a_list_of_tomorrow_is_refused(ada):
    with pytest.raises(operations.DayNotYet):
        operations.answer_list_request(
            email="li@example.com", asked_on=date(2036, 11, 22), as_of=date(2036, 11, 23), by=ada
        )
    assert ListReply.objects.count() == 0


def test_accepting_the_agreement_accepts_the_list_by_hash(owners, jeweler_a):
    accepted = AgreementAcceptance.objects.get(jeweler_id=jeweler_a.id)

    assert accepted.annex_hash == annex_hash() == sha256_of(current_document(date(2036, 11, 22)))
    assert queries.accepted_annex(jeweler_a.id) == accepted.annex_hash
    assert Annex.objects.filter(sha256=accepted.annex_hash).exists()


def test_a_list_is_never_swapped_under_an_acceptance(change, ada, owners, jeweler_a, time_machine):
    before = queries.accepted_annex(jeweler_a.id)
    activated(change, by=ada, time_machine=time_machine)

    assert queries.accepted_annex(jeweler_a.id) == before != annex_hash()


def test_with_jewelers_there_the_bootstrap_does_nothing(settings, jeweler_a):
    settings.DEMO, settings.PROVIDERS = False, [DECLARED]
    operations.sync_providers()

    with pytest.raises(operations.JewelersAreHere):
        operations.activate_first_providers()
    assert Provider.objects.get(key="letters").state == ProviderState.PROPOSED


def test_a_new_installation_makes_what_is_declared_and_complete_active(settings):
    settings.DEMO = False
    settings.PROVIDERS = [DECLARED, {"key": "half", "name": "Half", "category": "hosting"}]
    Jeweler.objects.update(state="deleted")
    operations.sync_providers()
    said = StringIO()

    call_command("activate_providers", stdout=said)

    assert "Active now: letters. Still proposed: half." in said.getvalue()
    assert Provider.objects.get(key="letters").state == ProviderState.ACTIVE
    assert ProviderChange.objects.get(provider__key="letters").state == "effective"
    assert "letters" in names(date(2036, 11, 22))


def test_a_start_with_an_unregistered_region_or_door_is_refused(settings):
    settings.S3_REGION, settings.DATABASE_REGION, settings.ANALYSIS_REGION = "eu-west-9", "", "us-west-2"
    settings.MAIL_PROVIDER, settings.S3_ENDPOINT = "nobody", "https://s3.example.com"

    assert [error.id for error in checks.regions_are_registered()] == [
        "providers.E001",
        "providers.E002",
        "providers.E003",
    ]
    assert [error.id for error in checks.doors_are_registered()] == ["providers.E004", "providers.E005"]


def test_a_start_with_everything_registered_passes(settings):
    settings.DATABASE_REGION = settings.S3_REGION

    assert checks.regions_are_registered() == []
    assert checks.doors_are_registered() == []
