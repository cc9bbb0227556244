"""A deletion killed at every line goes on where it stopped, and ends as if nothing had happened."""

import pytest

from shared_apps.accounts.models import Account
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.rights import deletions, passing
from shared_apps.rights.enums import DeletionState, Kind
from shared_apps.rights.request_models import Deletion, DeletionItem, Passed, Request
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.privacy.models import PassedOn
from tests.shared.rights.conftest import EMAIL
from tests.support.people import make_account
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")


class Killed(BaseException):
    """The worker died here."""


def dying_once(function, *, after):
    """Return the function, dying the first time for each arguments: before its work or after it, unnoted."""
    died = set()

    def wrapped(*args, **kwargs):
        key = repr((args, sorted(kwargs)))
        is_first = key not in died
        died.add(key)
        if is_first and not after:
            raise Killed
        result = function(*args, **kwargs)
        if is_first:
            raise Killed
        return result

    return wrapped


@pytest.fixture
def confirmed(ask, staff, introduced, inquiry):
    make_account(EMAIL, name="Wen Li")
    return deletions.confirm_deletion(deletions.plan_deletion(ask(Kind.DELETION), by=staff), by=staff)


def until_it_is_done(act, **told):
    """Start again after every death; return how many there were."""
    for deaths in range(60):
        try:
            act(**told)
        except Killed:
            continue
        return deaths
    raise AssertionError("it never ends")


@pytest.mark.parametrize("after", [False, True], ids=["before a row", "after a row, unnoted"])
def test_killed_at_every_row_it_is_carried_out_once(confirmed, monkeypatch, after):
    monkeypatch.setattr(deletions, "blank_or_delete", dying_once(deletions.blank_or_delete, after=after))

    deaths = until_it_is_done(deletions.run_deletion, deletion_id=str(confirmed.pk))

    assert deaths == DeletionItem.objects.count() >= 4
    assert Deletion.objects.get().state == DeletionState.DONE
    assert list(Brief.objects.values_list("email", flat=True)) == [""]
    assert list(Inquiry.objects.values_list("email", flat=True)) == [""]
    assert not Account.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize("line", ["_certificate", "_release_wishes", "erase_payloads", "_add_items"])
@pytest.mark.parametrize("after", [False, True])
def test_killed_while_it_is_certified_it_is_certified_once(confirmed, monkeypatch, line, after):
    monkeypatch.setattr(deletions, line, dying_once(getattr(deletions, line), after=after))

    until_it_is_done(deletions.run_deletion, deletion_id=str(confirmed.pk))

    deletion = Deletion.objects.get()
    assert deletion.state == DeletionState.DONE
    assert {one["what"] for one in deletion.certificate["deleted"]} >= {"Account", "Brief", "Inquiry"}


def test_killed_between_the_certificate_and_the_forgetting_the_person_has_it(confirmed, monkeypatch, mailoutbox):
    work_off()
    Request.objects.update(emails=[EMAIL])
    Deletion.objects.update(told_at=None)
    mailoutbox.clear()
    monkeypatch.setattr(deletions, "forget_request", dying_once(deletions.forget_request, after=False))

    until_it_is_done(deletions.certify_deletion, deletion_id=str(confirmed.pk))

    assert {mail.subject for mail in mailoutbox} == {"Your data were deleted"}
    assert Request.objects.get().emails == []


def test_killed_after_the_jeweler_was_told_and_before_it_is_noted_the_jeweler_is_told_once(
    confirmed, monkeypatch, jeweler_a
):
    monkeypatch.setattr(passing, "_note_arrived", dying_once(passing._note_arrived, after=False))

    until_it_is_done(passing.deliver, passed_id=str(Passed.objects.get().pk))

    with jeweler_context(jeweler_a):
        assert PassedOn.objects.count() == 1
    assert Passed.objects.get().arrived_at is not None
