"""The privacy desk: the queue, the intake, and every act of a request by its page."""

import json
import re
from datetime import timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.core.models import TrailEvent
from shared_apps.inquiries.operations import receive_brief
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights import desk, requests
from shared_apps.rights.enums import Identity, Kind, Source
from shared_apps.rights.records import enter_record
from shared_apps.rights.request_models import (
    BusinessRecord,
    Correction,
    Deletion,
    Dossier,
    Hold,
    Refusal,
    Request,
    Restraint,
)
from tests.shared.inquiries.conftest import BRIEF
from tests.support.work import work_off

EMAIL = "wen@example.com"
INTAKE = {
    "told": "Please tell me what you hold. <script>alert(1)</script>",
    "kinds": ["access"],
    "source": "mail",
    "received_at": "2026-11-02T09:30",
    "emails": "Wen@example.com\nwen.li@example.com",
    "language": "zh-hant",
    "regimes": ["eu_gdpr"],
    "relation": "self",
}


def page_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def ask(staff):
    def take(*kinds, known=True, **told):
        told = {"emails": [EMAIL], "source": Source.MAIL} | told
        request = requests.receive_request(kinds=kinds or [Kind.ACCESS], by=staff.account, **told)
        return requests.identify(request, how=Identity.REPLY, note="", by=staff.account) if known else request

    return take


@pytest.fixture
def here(ask):
    """A known request for everything, and the address of its page."""
    request = ask(*Kind)
    return request, f"/requests/{request.pk}/"


def test_an_empty_queue_says_so(staff):
    assert "No request here" in page_of(staff, "/requests/")
    assert "Nothing matches" in page_of(staff, "/requests/?q=nobody")


def test_a_mail_is_taken_in_with_its_own_clock(staff):
    response = staff.post("/requests/new/", INTAKE)

    request = Request.objects.get()
    assert response.headers["Location"] == f"/requests/{request.pk}/"
    assert (request.emails, request.language) == (["wen@example.com", "wen.li@example.com"], "zh-hant")
    assert request.regimes == ["pdpo", "eu_gdpr"]
    assert request.due_on.isoformat() == "2026-12-02"
    assert "<script>alert" not in page_of(staff, f"/requests/{request.pk}/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": []},
        {"emails": "no address"},
        {"emails": ""},
        {"phones": "none"},
        {"received_at": "2999-01-01T00:00"},
        {"received_at": "yesterday"},
        {"told": "x" * 20001},
        {"requester_email": "a@example.com\nBcc: b@example.com"},
    ],
)
def test_what_is_no_intake_is_shown_again_with_what_was_typed(staff, wrong):
    response = staff.post("/requests/new/", INTAKE | {"name": "Wen Li 温 😀"} | wrong)

    assert (response.status_code, Request.objects.count()) == (422, 0)
    assert "Wen Li 温 😀" in response.content.decode()


@pytest.mark.parametrize(("days", "tone", "words"), [(0, "positive", "40 days left"), (39, "warning", "1 day left")])
def test_the_queue_colours_by_the_clock(staff, ask, days, tone, words):
    ask(received_at=now() - timedelta(days=days))

    assert re.search(rf'badge--{tone}"[^>]*>{words}', page_of(staff, "/requests/"))


def test_what_is_late_stands_first_and_red(staff, ask):
    early, late = ask(), ask(received_at=now() - timedelta(days=42))
    content = page_of(staff, "/requests/")

    assert content.index(late.reference) < content.index(early.reference)
    assert re.search(r'badge--negative"[^>]*>2 days late', content)


@pytest.mark.parametrize("path", ["/requests/", "/requests/refusals/", "/requests/holds/", "/requests/records/"])
def test_a_list_asks_the_same_of_the_database_for_one_row_and_for_thirty(
    staff, ask, django_assert_max_num_queries, path
):
    fill(staff, ask, 1)
    with django_assert_max_num_queries(60) as one:
        page_of(staff, path)
    fill(staff, ask, 29, start=1)
    with django_assert_max_num_queries(len(one) + 1):
        page_of(staff, path)


def fill(staff, ask, count, start=0):
    told = {"party_name": "Aurelle", "party_address": "1 Road", "dated": now().date() - timedelta(days=9)}
    for n in range(start, start + count):
        request = ask(emails=[f"{n}@example.com"])
        enter_record(number=f"N-{n}", by=staff.account, **told)
        Refusal.objects.create(
            request=request, reference=request.reference, kind="access", reason="So", entered_by_id=staff.account.pk
        )


def test_each_step_is_named_until_everything_is_done(staff, ask):
    request = ask(Kind.ACCESS, known=False)
    assert desk.next_step(request).place == "identity"
    staff.post(f"/requests/{request.pk}/identity/", {"act": "ask"})
    staff.post(f"/requests/{request.pk}/identity/", {"how": "reply", "note": ""})
    request.refresh_from_db()
    assert (request.identity, desk.next_step(request).place) == ("reply", "dossier")
    staff.post(f"/requests/{request.pk}/dossier/", {"act": "make", "hidden": ""})
    work_off()
    staff.post(f"/requests/{request.pk}/dossier/", {"act": "send", "dossier": Dossier.objects.get().pk})
    work_off()
    assert desk.next_step(request).place == "closure"
    staff.post(f"/requests/{request.pk}/closure/", {"state": "done"})
    assert Request.objects.get().state == "done"


def test_staff_read_the_copy_before_it_goes_out(staff, here):
    receive_brief(**BRIEF)
    _request, path = here
    assert "Have the copy made" in page_of(staff, f"{path}dossier/")
    staff.post(f"{path}dossier/", {"act": "make", "hidden": "Lisbon"})
    work_off()

    assert "Portugal" not in page_of(staff, f"{path}dossier/")
    assert "[another person], Portugal" in staff.post(f"{path}dossier/", {"act": "read"}).content.decode()
    file = staff.post(f"{path}dossier/", {"act": "file"})
    assert json.loads(file.content)["format"] == "dialog-dossier/1"
    assert TrailEvent.objects.filter(event="rights.dossier.read").count() == 2


def test_a_value_is_corrected_by_the_page(staff, here):
    receive_brief(**BRIEF)
    _request, path = here
    content = page_of(staff, f"{path}corrections/")
    choice = re.search(r'value="(inquiries\.brief\|[^"]+\|location)"', content).group(1)

    staff.post(f"{path}corrections/", {"what": choice, "value": "Porto"})
    staff.post(f"{path}corrections/", {"act": "tell"})

    assert Correction.objects.get().new_value == "Porto"
    assert "is now “Porto”" in page_of(staff, path)


def test_the_plan_of_a_deletion_is_made_shown_and_confirmed(staff, ask):
    receive_brief(**BRIEF)
    request = ask(Kind.DELETION)
    path = f"/requests/{request.pk}/deletion/"
    assert "No plan yet" in page_of(staff, path)
    staff.post(path, {"act": "plan"})
    assert "inquiries.brief" in page_of(staff, path)
    staff.post(path, {"act": "confirm"})
    work_off()

    assert Deletion.objects.get().state == "done"
    assert "Certificate" in page_of(staff, path)
    assert page_of(staff, f"/requests/{request.pk}/")


def test_uses_are_stopped_and_let_go_on(staff, here):
    _request, path = here
    staff.post(f"{path}restraints/", {"act": "object", "purposes": ["introduce a person to a jeweler"], "reason": "No"})
    assert "Introduce a person to a jeweler" in page_of(staff, path)
    staff.post(f"{path}restraints/", {"act": "restrict", "reason": ""})
    staff.post(f"{path}restraints/", {"act": "lift", "reason": "Settled"})

    assert Restraint.objects.filter(ended_at=None).count() == 0
    assert staff.post(f"{path}restraints/", {"act": "object", "reason": ""}).status_code == 409


def test_a_refusal_goes_into_the_log_book(staff, here):
    _request, path = here
    told = {"kind": "access", "statute": "pdpo_20_1_b", "reason": "It is somebody else's letter."}

    assert staff.post(f"{path}refusals/", told | {"reason": " "}).status_code == 422
    assert staff.post(f"{path}refusals/", told).status_code == 302
    assert "It is somebody else&#x27;s letter." in page_of(staff, "/requests/refusals/")


def test_two_requests_of_one_person_are_joined_by_the_page(staff, ask):
    first, second = ask(Kind.ACCESS), ask(Kind.DELETION)

    staff.post(f"/requests/{first.pk}/merger/", {"other": str(second.pk)})

    assert (Request.objects.get(pk=second.pk).state, Request.objects.get(pk=first.pk).kinds) == (
        "merged",
        ["access", "deletion"],
    )
    assert staff.post(f"/requests/{first.pk}/merger/", {"other": str(second.pk)}).status_code == 409


def test_more_time_is_taken_by_the_page(staff, ask):
    request = ask(regimes=["eu_gdpr"])

    assert staff.post(f"/requests/{request.pk}/extension/", {"reason": ""}).status_code == 422
    staff.post(f"/requests/{request.pk}/extension/", {"reason": "Many messages"})
    assert Request.objects.get().extended_at is not None


def test_a_question_about_a_jewelers_client_is_answered_neutrally(staff, ask, jeweler_a):
    request = ask(known=False)

    staff.post(f"/requests/{request.pk}/pointer/", {"jeweler": str(Jeweler.objects.get(pk=jeweler_a.id).pk)})

    assert Request.objects.get().state == "pointed"


def test_data_of_a_child_are_marked_by_the_page(staff):
    told = {"emails": EMAIL, "how_known": "A mother wrote.", "guardian": "mother@example.com"}

    assert staff.post("/requests/minor/", {"how_known": "x"}).status_code == 422
    assert staff.post("/requests/minor/", told).status_code == 302
    assert (Request.objects.get().is_minor, Restraint.objects.exists()) == (True, True)
    assert EMAIL not in page_of(staff, "/requests/")


def test_an_invoice_is_entered_and_held(staff):
    told = {"number": "2026-001", "dated": "2026-01-05", "party_name": "Aurelle", "party_address": "1 Road"}
    staff.post("/requests/records/new/", told)

    assert "2026-001" in page_of(staff, "/requests/records/")
    assert staff.post("/requests/records/new/", told).status_code == 422
    assert staff.post("/requests/records/new/", told | {"number": "2", "dated": "2999-01-01"}).status_code == 422
    assert (BusinessRecord.objects.count(), Hold.objects.count()) == (1, 1)


def test_a_row_is_held_and_let_go_by_the_page(staff, brief):
    told = {
        "model": "inquiries.brief",
        "row_key": str(brief.pk),
        "kind": "law",
        "statute": "s.4",
        "until": "2999-01-01",
    }

    for wrong in ({"row_key": "nonsense"}, {"model": "clients.client"}, {"until": ""}):
        assert staff.post("/requests/holds/", told | wrong).status_code == 422
    staff.post("/requests/holds/", told)
    hold = Hold.objects.get()
    staff.post(f"/requests/holds/{hold.pk}/release/", {"reason": "Settled"})

    assert "Settled" in page_of(staff, "/requests/holds/?state=ended")
    assert staff.post(f"/requests/holds/{hold.pk}/release/", {"reason": "Again"}).status_code == 409


def test_what_is_refused_by_the_domain_changes_nothing(staff, ask):
    request = ask(known=False)

    assert staff.post(f"/requests/{request.pk}/closure/", {"state": "done"}).status_code == 409
    assert staff.post(f"/requests/{request.pk}/closure/", {"state": "nonsense"}).status_code == 409
    assert staff.post(f"/requests/{request.pk}/deletion/", {"act": "plan"}).status_code == 409
    for act in ("make", "read", "file"):
        assert staff.post(f"/requests/{request.pk}/dossier/", {"act": act}).status_code == 409
    assert Request.objects.get().is_open
