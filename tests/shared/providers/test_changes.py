"""A material change: told to every jeweler, in effect only after the window, at once only by two people (P42)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from shared_apps.core.db import CONTROLLER
from shared_apps.core.models import TrailEvent
from shared_apps.egress.gate import ProviderInactive, allow
from shared_apps.notices.models import Delivery, DeliveryState, Notice
from shared_apps.providers import operations
from shared_apps.providers.demo import seed_providers
from shared_apps.providers.enums import ChangeState, ProviderState
from shared_apps.providers.facts import ProviderFactsRefused, material_kinds
from shared_apps.providers.mails import told
from shared_apps.providers.models import Provider, ProviderChange
from tests.shared.providers.conftest import POST, activated, deliver_all
from tests.support.people import make_account

DAY = 86_400


def events(change):
    return list(TrailEvent.objects.filter(object_id=change.pk).order_by("seq").values_list("event", flat=True))


@pytest.mark.parametrize(
    ("told_of", "kinds"),
    [
        ({"locations": ["HK", "US", "DE"]}, ["new_country"]),
        ({"locations": ["HK"]}, []),
        ({"data_categories": ["P11", "P13", "P15"]}, ["new_data_category"]),
        ({"purposes": ["mail", "hosting"]}, ["new_purpose"]),
        ({"purposes": []}, []),
        ({"legal_entity": "Southern Post Ltd"}, ["replaced_provider"]),
        ({"name": "Northern Mail"}, []),
        ({"review_on": date(2038, 1, 1)}, []),
        ({"locations": ["SG"], "purposes": ["hosting"]}, ["new_country", "new_purpose"]),
    ],
    ids=str,
)
def test_what_is_material_is_coded(told_of, kinds):
    assert material_kinds(POST, POST | told_of) == kinds


def test_a_new_provider_waits_and_every_jeweler_is_told_all_of_it(change, ada, owners):
    operations.give_change_notice(change, by=ada)

    change.refresh_from_db()
    assert (change.state, change.kinds) == (ChangeState.NOTICED, ["new_provider"])
    assert (change.object_until, change.effective_on) == (date(2036, 12, 22), date(2036, 12, 23))
    assert Provider.objects.get(key="post").state == ProviderState.NOTICED
    assert sorted(Delivery.objects.values_list("email", flat=True)) == sorted(owner.email for owner in owners)
    said = told(change.pk)
    entry = said["entry"]
    assert (entry.legal_entity, entry.purposes, entry.data) == (
        "Northern Post Inc.",
        ["deliver service e-mails"],
        ["Get in touch forms", "Accounts of jewelers"],
    )
    assert (entry.countries, entry.transfer) == (
        ["Hong Kong", "United States"],
        "Recommended Model Contractual Clauses",
    )
    assert (said["object_until"], said["effective_on"]) == (change.object_until, change.effective_on)
    assert events(change) == ["providers.change.noticed"]


@pytest.mark.parametrize("days", [29, 30, 31])
def test_the_window_ends_with_its_last_day(change, ada, owners, time_machine, days):
    operations.give_change_notice(change, by=ada)
    deliver_all()
    time_machine.shift(days * DAY)

    if days > 30:
        operations.activate_change(change, by=ada)
        allow("post", "mail", host="mail.example.com")
        return
    with pytest.raises(operations.WindowStillOpen):
        operations.activate_change(change, by=ada)
    with pytest.raises(ProviderInactive):
        allow("post", "mail")
    change.refresh_from_db()
    assert (change.state, change.settled_at) == (ChangeState.NOTICED, None)


@pytest.mark.parametrize("state", [DeliveryState.BOUNCED, DeliveryState.FAILED])
def test_nothing_takes_effect_while_a_jeweler_was_not_reached(change, ada, owners, time_machine, state):
    operations.give_change_notice(change, by=ada)
    Delivery.objects.filter(email=owners[0].email).update(state=state)
    deliver_all()
    time_machine.shift(31 * DAY)

    with pytest.raises(operations.NoticeNotDelivered):
        operations.activate_change(change, by=ada)
    assert Provider.objects.get(key="post").state == ProviderState.NOTICED


def test_nothing_takes_effect_while_a_notice_waits(change, ada, owners, time_machine):
    operations.give_change_notice(change, by=ada)
    time_machine.shift(31 * DAY)

    with pytest.raises(operations.NoticeStillGoingOut):
        operations.activate_change(change, by=ada)


def test_a_notice_given_again_reaches_nobody_twice_and_keeps_the_window(change, ada, ben, owners, time_machine):
    operations.give_change_notice(change, by=ada)
    deliver_all()
    time_machine.shift(5 * DAY)
    operations.give_change_notice(change, by=ben)

    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 2)
    change.refresh_from_db()
    assert (change.object_until, change.noticed_by_id) == (date(2036, 12, 22), ada.pk)
    assert events(change) == ["providers.change.noticed"]


def test_a_jeweler_reached_late_has_the_whole_window(change, ada, owners, time_machine):
    operations.give_change_notice(change, by=ada)
    Delivery.objects.filter(email=owners[0].email).update(state=DeliveryState.BOUNCED)
    deliver_all()
    time_machine.shift(10 * DAY)
    owners[0].email = "new@example.com"
    owners[0].save(update_fields=["email"])

    operations.give_change_notice(change, by=ada)

    change.refresh_from_db()
    assert (change.object_until, change.effective_on) == (date(2037, 1, 1), date(2037, 1, 2))
    assert sorted(Delivery.objects.filter(state="waiting").values_list("email", flat=True)) == ["new@example.com"]


def test_a_change_of_a_provider_in_use_leaves_it_as_it_is_until_it_takes_effect(change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    wider = operations.propose_change(post, {"locations": ["HK", "US", "DE"]}, by=ada)
    operations.give_change_notice(wider, by=ada)
    deliver_all()

    assert (wider.kinds, wider.before, wider.after) == (
        ["new_country"],
        {"locations": ["HK", "US"]},
        {"locations": ["DE", "HK", "US"]},
    )
    assert Provider.objects.get(key="post").locations == ["HK", "US"]
    time_machine.shift(31 * DAY)
    operations.activate_change(wider, by=ada)
    assert Provider.objects.get(key="post").locations == ["DE", "HK", "US"]


def test_what_is_not_material_is_written_at_once(post, change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)

    assert operations.propose_change(post, {"review_on": "2038-11-01"}, by=ada) is None
    assert Provider.objects.get(key="post").review_on == date(2038, 11, 1)
    assert ProviderChange.objects.filter(provider=post).count() == 1


def test_a_provider_has_one_change_on_its_way(change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    operations.propose_change(post, {"locations": ["HK", "US", "DE"]}, by=ada)

    with pytest.raises(operations.AnotherChangeIsOpen):
        operations.propose_change(post, {"locations": ["HK", "US", "FR"]}, by=ada)
    with pytest.raises(operations.AnotherChangeIsOpen):
        operations.retire_provider(post, by=ada)
    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        ProviderChange.objects.create(provider=post)


@pytest.mark.parametrize("gap", ["legal_entity", "contract_on", "contract_sha256", "review_on", "transfer_mechanism"])
def test_jewelers_are_not_told_half_of_it(ada, owners, gap):
    lacking = operations.enter_provider("post", {k: v for k, v in POST.items() if k != gap}, by=ada)

    with pytest.raises(operations.ProviderIncomplete, match=gap.replace("_", " ")):
        operations.give_change_notice(lacking.changes.get(), by=ada)
    assert (Notice.objects.count(), Provider.objects.get(key="post").state) == (0, ProviderState.PROPOSED)


def test_a_provider_that_trains_on_our_data_is_never_announced(ada):
    terms = {"terms_url": "https://example.com/terms", "terms_version": "4", "terms_on": "2036-01-01"}
    told_of = POST | terms | {"category": "analysis", "purposes": ["analysis"], "data_retention": "none"}
    eager = operations.enter_provider("eyes", told_of | {"trains_on_data": True}, by=ada)

    with pytest.raises(operations.ProviderIncomplete, match="trains on data"):
        operations.give_change_notice(eager.changes.get(), by=ada)


def test_a_country_the_policy_does_not_name_needs_a_look_at_it(ada):
    abroad = operations.enter_provider("post", POST | {"locations": ["SG"]}, by=ada)
    change = abroad.changes.get()

    with pytest.raises(operations.PolicyCheckNeeded):
        operations.give_change_notice(change, by=ada)
    operations.give_change_notice(change, by=ada, policy_checked=True)
    assert abroad.countries_to_check == ["SG"]


@pytest.mark.parametrize("on", ["2037-01-31", "2037-02-01", "2037-02-02"])
def test_a_provider_whose_review_is_overdue_gets_nothing_new(change, ada, owners, time_machine, on):
    post = activated(change, by=ada, time_machine=time_machine)
    operations.propose_change(post, {"review_on": "2037-02-01"}, by=ada)
    time_machine.move_to(f"{on} 04:00+00:00", tick=False)
    is_overdue = on > "2037-02-01"
    post.refresh_from_db()

    assert post.is_review_overdue is is_overdue
    if is_overdue:
        with pytest.raises(operations.ReviewOverdue):
            operations.propose_change(post, {"purposes": ["mail", "hosting"]}, by=ada)
        assert operations.propose_change(post, {"review_on": "2038-01-01"}, by=ada) is None
    assert operations.propose_change(post, {"purposes": ["mail", "hosting"]}, by=ada).kinds == ["new_purpose"]


def test_only_staff_move_a_provider(post, change, owners):
    for act in (
        lambda by: operations.enter_provider("other", POST, by=by),
        lambda by: operations.propose_change(post, {"name": "X"}, by=by),
        lambda by: operations.give_change_notice(change, by=by),
        lambda by: operations.activate_change(change, by=by),
        lambda by: operations.withdraw_change(change, by=by),
        lambda by: operations.ask_emergency(change, reason="Now", by=by),
        lambda by: operations.confirm_emergency(change, by=by),
        lambda by: operations.retire_provider(post, by=by),
    ):
        with pytest.raises(operations.StaffOnly):
            act(owners[0])
    assert Provider.objects.get(key="post").state == ProviderState.PROPOSED


def test_an_emergency_needs_two_people_and_tells_at_once(change, ada, ben, owners):
    with pytest.raises(operations.NoEmergencyAsked):
        operations.confirm_emergency(change, by=ben)
    with pytest.raises(operations.ProviderIncomplete):
        operations.ask_emergency(change, reason="  ", by=ada)
    operations.ask_emergency(change, reason="The former provider stopped overnight.", by=ada)
    with pytest.raises(operations.SamePersonTwice):
        operations.confirm_emergency(change, by=ada)
    assert Provider.objects.get(key="post").state == ProviderState.PROPOSED

    operations.confirm_emergency(change, by=ben)

    change.refresh_from_db()
    assert (change.state, change.is_emergency, change.effective_on) == ("effective", True, date(2036, 11, 22))
    assert change.object_until == date(2036, 12, 22)
    assert Notice.objects.get().mail_kind == "providers.emergency_notice"
    assert Delivery.objects.count() == 2
    allow("post", "mail")
    assert events(change) == ["providers.change.emergency_asked", "providers.change.activated_at_once"]


def test_one_person_cannot_be_both_in_the_database_either(change, ada):
    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        ProviderChange.objects.filter(pk=change.pk).update(
            emergency_reason="Now", emergency_asked_by_id=ada.pk, emergency_confirmed_by_id=ada.pk
        )


def test_a_change_given_up_is_off_and_those_told_are_told(change, ada, owners):
    operations.give_change_notice(change, by=ada)
    operations.withdraw_change(change, by=ada)

    assert Provider.objects.get(key="post").state == ProviderState.RETIRED
    assert set(Notice.objects.values_list("mail_kind", flat=True)) == {
        "providers.change_notice",
        "providers.withdrawal_notice",
    }
    with pytest.raises(operations.ChangeNotOpen):
        operations.activate_change(change, by=ada)


def test_a_change_nobody_was_told_of_goes_quietly(change, ada, owners):
    operations.withdraw_change(change, by=ada)

    assert Notice.objects.count() == 0


def test_a_retired_provider_receives_nothing(change, ada, owners, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    operations.retire_provider(post, by=ada)

    with pytest.raises(ProviderInactive):
        allow("post", "mail")
    with pytest.raises(operations.ProviderNotActive):
        operations.retire_provider(post, by=ada)


@pytest.mark.parametrize(
    "wrong",
    [
        {"purposes": ["advertising"]},
        {"data_categories": ["P99"]},
        {"locations": ["XX"]},
        {"locations": ["hk"]},
        {"hosts": ["https://example.com/"]},
        {"hosts": ["*.example.com"]},
        {"category": "analytics"},
        {"contract_sha256": "abc"},
        {"terms_url": "http://example.com"},
        {"name": "Two\nlines"},
        {"name": "x" * 121},
        {"tracking": "yes"},
    ],
    ids=str,
)
def test_what_the_register_does_not_know_is_refused(ada, wrong):
    before = Provider.objects.count()

    with pytest.raises(ProviderFactsRefused):
        operations.enter_provider("post", POST | wrong, by=ada)
    assert Provider.objects.count() == before


def test_a_key_is_taken_once(post, ada):
    with pytest.raises(operations.KeyTaken):
        operations.enter_provider("post", POST, by=ada)


def test_a_former_member_of_staff_moves_nothing(change):
    gone = make_account("gone@dialogjewelers.com", is_staff=True)
    gone.is_active = False
    gone.save(update_fields=["is_active"])

    with pytest.raises(operations.StaffOnly):
        operations.give_change_notice(change, by=gone)


def test_the_demo_s_rows_are_made_once_and_announced(ada, owners):
    for _ in range(2):
        seed_providers(by=ada)

    assert Provider.objects.get(key="lapidary-vision").state == ProviderState.NOTICED
    assert Provider.objects.get(key="kwun-tong-casting").state == ProviderState.PROPOSED
    assert Delivery.objects.count() == 2
