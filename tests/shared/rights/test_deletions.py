"""Deletion: planned, confirmed, carried out row by row, passed on, certified; what a law holds goes when it ends."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from shared_apps.accounts.models import Account, AgreementAcceptance, Membership, Session
from shared_apps.accounts.operations import add_member
from shared_apps.core.actors import SYSTEM
from shared_apps.core.models import TrailPayload
from shared_apps.core.operations import CONTROLLER_TRAIL
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.rights import deletions, holds, requests
from shared_apps.rights.clocks import today
from shared_apps.rights.dossier import ask_dossier
from shared_apps.rights.enums import DeletionState, HoldKind, Kind, RequestState
from shared_apps.rights.records import STATUTE, enter_record
from shared_apps.rights.refusals import DeletionRunning, NotAskedFor
from shared_apps.rights.request_models import BusinessRecord, Deletion, Hold, Passed, Request
from shared_apps.tenancy.hosts import Surface
from tests.shared.rights.conftest import EMAIL
from tests.support.people import make_account, signed_in_client
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")


@pytest.fixture
def account():
    """Wen's account, with a session, a second factor and recovery codes."""
    made = make_account(EMAIL, name="Wen Li")
    signed_in_client(made, surface=Surface.APP)
    RecoveryCodes.activate(made)
    return made


@pytest.fixture
def invoice(staff):
    """An invoice of three years ago."""
    told = {"party_name": "Wen Li", "party_address": "1 Queen's Road", "party_email": EMAIL}
    return enter_record(number="2023-017", dated=today() - timedelta(days=3 * 365), by=staff, **told)


@pytest.fixture
def case(ask, staff):
    """A deletion somebody we know asked for, and who handles it."""
    return ask(Kind.DELETION), staff


def carried_out(request, staff):
    """Plan, confirm and carry out; return the deletion as it is then."""
    deletion = deletions.confirm_deletion(deletions.plan_deletion(request, by=staff), by=staff)
    work_off()
    return Deletion.objects.get(pk=deletion.pk)


@pytest.mark.usefixtures("account", "inquiry", "invoice")
def test_a_plan_names_rows_and_holds_and_changes_nothing(ask, staff, brief):
    plan = deletions.plan_deletion(ask(Kind.DELETION), by=staff)

    planned = {item.model: (item.act, item.hold and item.hold.statute) for item in plan.items.select_related("hold")}
    assert planned["accounts.account"] == ("row", None)
    assert planned["inquiries.brief"] == ("blank", None)
    assert planned["rights.businessrecord"] == ("row", STATUTE)
    assert plan.items.filter(model="inquiries.inquiry").count() == 1
    assert Brief.objects.get(pk=brief.pk).email == EMAIL


@pytest.mark.usefixtures("brief", "inquiry")
def test_the_invoice_stays_the_rest_goes_and_the_person_is_told(ask, staff, account, invoice, mailoutbox):
    deletion = carried_out(ask(Kind.DELETION), staff)

    assert deletion.state == DeletionState.DONE
    assert list(BusinessRecord.objects.values_list("number", "party_name")) == [("2023-017", "Wen Li")]
    assert not Account.objects.filter(pk=account.pk).exists()
    assert not EmailAddress.objects.filter(email=EMAIL).exists()
    assert not Authenticator.objects.filter(user_id=account.pk).exists()
    assert not Session.objects.filter(account_id=account.pk).exists()
    assert list(Brief.objects.values_list("name", "email", "phone", "location")) == [("", "", "", "")]
    assert list(Inquiry.objects.values_list("name", "email", "message")) == [("", "", "")]
    [kept] = deletion.certificate["kept"]
    assert (kept["what"], kept["until"]) == ("Business record 2023-017", invoice.kept_until.isoformat())
    certificate = mailoutbox[-1]
    assert (certificate.to, certificate.subject) == ([EMAIL], "Your data were deleted")
    assert "2023-017" in certificate.body
    assert invoice.kept_until.strftime("%Y") in certificate.body
    assert STATUTE in certificate.body


def test_of_the_request_itself_only_the_proof_stays(ask, staff, brief):
    request = ask(Kind.DELETION, told="I am Wen Li of Lisbon", name="Wen Li", phones=["+852 5555 0199"])
    carried_out(request, staff)

    kept = Request.objects.get(pk=request.pk)
    assert (kept.state, kept.emails, kept.phones, kept.name, kept.told) == (RequestState.DONE, [], [], "", "")


@pytest.mark.parametrize(("days", "is_gone"), [(-1, False), (0, False), (1, True)])
def test_when_the_hold_ends_the_invoice_goes_by_itself(case, invoice, monkeypatch, days, is_gone):
    carried_out(*case)
    monkeypatch.setattr(holds, "today", lambda: invoice.kept_until + timedelta(days=days))

    holds.release_ended()
    holds.release_ended()
    work_off()

    assert BusinessRecord.objects.exists() is not is_gone
    assert Hold.objects.filter(released_at=None).exists() is not is_gone


def test_a_hold_that_ends_without_a_deletion_deletes_nothing(staff, invoice):
    holds.release_hold(Hold.objects.get(), reason="Entered in error", by=staff)
    work_off()

    assert BusinessRecord.objects.count() == 1


def test_a_second_law_goes_on_holding_when_the_first_ends(ask, staff, invoice):
    carried_out(ask(Kind.DELETION), staff)
    holds.place_hold(invoice, statute="Limitation Ordinance s.4", until=today() + timedelta(days=9), by=staff)

    holds.release_hold(Hold.objects.get(statute=STATUTE), reason="The audit is closed", by=staff)
    work_off()

    assert BusinessRecord.objects.count() == 1


def test_the_persons_own_wish_to_keep_yields_to_their_wish_to_delete(ask, staff, brief):
    holds.place_hold(brief, kind=HoldKind.WISH, statute="asked to keep", until=None, by=staff)

    carried_out(ask(Kind.DELETION), staff)

    assert (Brief.objects.get().email, Hold.objects.filter(released_at=None).exists()) == ("", False)


def test_the_last_owner_must_be_replaced_first(ask, staff, account, jeweler_a):
    Membership.objects.filter(jeweler_id=jeweler_a.id, role="owner").delete()
    add_member(account, jeweler_a.id, role="owner", by=SYSTEM)
    request = ask(Kind.DELETION)
    plan = deletions.plan_deletion(request, by=staff)

    with pytest.raises(deletions.LastOwnerMustBeReplaced, match="Maison Aurelle"):
        deletions.confirm_deletion(plan, by=staff)
    assert (Account.objects.filter(pk=account.pk).exists(), Deletion.objects.get().state) == (True, "planned")
    add_member(make_account("next@example.com"), jeweler_a.id, role="owner", by=SYSTEM)
    assert carried_out(request, staff).state == DeletionState.DONE
    assert not Account.objects.filter(pk=account.pk).exists()


def test_the_trail_keeps_ids_only_and_still_verifies(ask, staff, account, jeweler_a):
    add_member(account, jeweler_a.id, role="sales", by=SYSTEM)
    carried_out(ask(Kind.DELETION), staff)

    said = [payload.facts for payload in TrailPayload.objects.all()]
    assert [facts for facts in said if str(account.pk) in facts.values()] == []
    assert CONTROLLER_TRAIL.first_broken_link() is None


def test_introduced_jewelers_are_told(ask, staff, introduced):
    carried_out(ask(Kind.DELETION), staff)

    [passed] = Passed.objects.all()
    assert (passed.kind, passed.jeweler_id, passed.introduction_id) == (
        "deletion",
        introduced.jeweler_id,
        introduced.pk,
    )
    assert (passed.arrived_at is not None, passed.sealed) == (True, "")


def test_two_staff_confirm_once(ask, staff):
    plan = deletions.plan_deletion(ask(Kind.DELETION), by=staff)
    deletions.confirm_deletion(plan, by=staff)

    with pytest.raises(deletions.DeletionBegun):
        deletions.confirm_deletion(plan, by=make_account("second@dialogjewelers.com", is_staff=True))
    with pytest.raises(DeletionRunning):
        requests.close(plan.request, state=RequestState.WITHDRAWN, by=staff)


def test_a_copy_that_was_asked_for_is_made_before_the_deletion(ask, staff, brief):
    request = ask(Kind.ACCESS, Kind.DELETION)
    plan = deletions.plan_deletion(request, by=staff)

    with pytest.raises(deletions.CopyFirst):
        deletions.confirm_deletion(plan, by=staff)
    ask_dossier(request, by=staff)
    work_off()
    deletions.confirm_deletion(plan, by=staff)
    work_off()

    kept = Request.objects.get(pk=request.pk)
    assert (Brief.objects.get().email, kept.emails) == ("", [EMAIL])
    kept.dossiers.update(opened_at=kept.closed_at)
    deletions.forget_answered()
    assert Request.objects.get(pk=request.pk).emails == []


def test_nobody_unknown_has_anything_deleted(ask, staff, brief):
    with pytest.raises(requests.PersonUnknown):
        deletions.plan_deletion(ask(Kind.DELETION, known=False), by=staff)
    with pytest.raises(NotAskedFor):
        deletions.plan_deletion(ask(Kind.ACCESS), by=staff)

    assert Deletion.objects.count() == 0


def test_what_arrives_while_it_runs_goes_too(ask, staff, brief, monkeypatch):
    plan = deletions.confirm_deletion(deletions.plan_deletion(ask(Kind.DELETION), by=staff), by=staff)
    Inquiry.objects.create(reference="LATE-ONES", name="Wen Li", email=EMAIL)
    work_off()

    assert list(Inquiry.objects.values_list("name", "email")) == [("", "")]
    assert Deletion.objects.get(pk=plan.pk).state == DeletionState.DONE


def test_an_account_that_accepted_an_agreement_goes_and_the_acceptance_stays(case, account, jeweler_a):
    told = {"jeweler_id": jeweler_a.id, "version": "2020-01", "text_hash": "0" * 64}
    accepted = AgreementAcceptance.objects.create(account=account, accepted_at=account.created_at, **told)
    carried_out(*case)

    assert not Account.objects.filter(pk=account.pk).exists()
    assert AgreementAcceptance.objects.get(pk=accepted.pk).account_id is None
