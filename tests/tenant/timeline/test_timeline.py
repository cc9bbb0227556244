"""What happened is written once, found again, and tells whom it names; what is to be done is done by one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.core.clock import now, today
from tenant_apps.clients.operations import CardNumberInText, ClientArchived, archive_client
from tenant_apps.search.queries import find
from tenant_apps.timeline import operations
from tenant_apps.timeline.models import Activity, Mention, Task
from tenant_apps.timeline.queries import page_of_activities, tasks_for, unseen_mentions


def write(client, by, text="Tried three rings", **fields):
    return operations.write_activity(client, kind="visit", text=text, by=by, **fields)


def test_what_was_written_is_kept_and_found(known_client, owner, happened):
    activity = write(known_client, owner, " Tried the cabochon 翡翠 ")

    assert activity.text == "Tried the cabochon 翡翠"
    for text in ("cabochon", "翡翠"):
        [found] = find(owner, text).lines
        assert found.entry.object_id == activity.pk
    assert happened() == ["timeline.activity.written"]


def test_what_has_not_happened_yet_is_refused(known_client, owner):
    with pytest.raises(operations.NotYetHappened):
        write(known_client, owner, happened_at=now() + timedelta(minutes=1))
    assert not Activity.objects.exists()


def test_a_colleague_named_is_told_once_and_whoever_writes_is_not(known_client, owner, colleague):
    first = colleague.display_name.split(" ")[0]
    activity = write(known_client, owner, f"@{first}, please call. @{owner.email.split('@')[0]} knows, @nobody too.")

    assert [mention.member_id for mention in Mention.objects.all()] == [colleague.pk]
    operations.edit_activity(activity, text=f"@{first} @{first}!", revision=1, by=owner)
    assert unseen_mentions(colleague).count() == 1
    operations.note_mentions_seen(known_client, by=colleague)
    assert unseen_mentions(colleague).count() == 0


def test_only_who_wrote_it_changes_it_and_only_as_they_saw_it(known_client, owner, colleague):
    activity = write(known_client, owner)

    with pytest.raises(operations.NotYours):
        operations.edit_activity(activity, text="No", revision=1, by=colleague)
    operations.edit_activity(activity, text="Tried four", revision=1, by=owner)
    with pytest.raises(operations.ActivityChanged):
        operations.edit_activity(activity, text="Tried five", revision=1, by=owner)

    activity.refresh_from_db()
    assert (activity.text, activity.revision) == ("Tried four", 2)


def test_what_was_removed_is_no_longer_found(known_client, owner):
    operations.remove_activity(write(known_client, owner, "By mistake"), by=owner)

    assert find(owner, "mistake").lines == []
    assert not Activity.objects.exists()


def test_the_timeline_pages_from_the_latest_without_losing_any(known_client, owner):
    at = now() - timedelta(days=1)
    made = [write(known_client, owner, f"Note {n}", happened_at=at + timedelta(minutes=n // 3)) for n in range(60)]

    seen, after = [], None
    while page := page_of_activities(known_client, after=after):
        seen += page.rows
        if (after := page.after) is None:
            break

    assert [one.pk for one in seen] == [one.pk for one in reversed(made)]


def test_a_task_is_done_once_by_the_first(known_client, owner, colleague, happened):
    task = operations.add_task(known_client, title="Send the drawing", assignee=colleague, by=owner)

    operations.finish_task(task, by=colleague)
    done = operations.finish_task(task, by=owner)

    assert done.done_by == colleague
    operations.reopen_task(task, by=owner)
    operations.reopen_task(task, by=owner)
    assert happened() == ["timeline.task.added", "timeline.task.finished", "timeline.task.reopened"]


def test_my_tasks_are_mine_and_nobodys_the_nearest_first(known_client, owner, colleague):
    later, sooner = today() + timedelta(days=9), today() + timedelta(days=1)
    for title, due_on, assignee in (
        ("later", later, colleague),
        ("whenever", None, colleague),
        ("sooner", sooner, None),
        ("the owner's", today(), owner),
    ):
        operations.add_task(known_client, title=title, due_on=due_on, assignee=assignee, by=owner)

    assert [task.title for task in tasks_for(colleague)] == ["sooner", "later", "whenever"]


def test_nothing_is_written_about_a_client_put_away_and_no_card_number_ever(known_client, owner):
    for refused, texts in ((CardNumberInText, "4111 1111 1111 1111"), (ClientArchived, "Hello")):
        if refused is ClientArchived:
            archive_client(known_client, by=owner)
        with pytest.raises(refused):
            write(known_client, owner, texts)
        with pytest.raises(refused):
            operations.add_task(known_client, title=texts, by=owner)

    assert (Activity.objects.count(), Task.objects.count()) == (0, 0)


def test_it_is_written_pinned_changed_and_removed_in_the_browser(known_client, owner, client_as):
    browser, place = client_as("owner"), f"/timeline/clients/{known_client.pk}"

    assert browser.post(f"{place}/new/", {"kind": "call", "text": "Asked for the price"}).status_code == 302
    activity = Activity.objects.get()
    assert browser.post(f"/timeline/activities/{activity.pk}/pin/", {"pinned": "1"}).status_code == 302
    answer = browser.post(f"/timeline/activities/{activity.pk}/edit/", {"text": "Asked twice", "revision": "1"})
    assert answer.status_code == 302
    page = browser.get(f"/clients/{known_client.pk}/").text
    assert "Asked twice" in page
    assert "Pinned" in page
    stale = browser.post(f"/timeline/activities/{activity.pk}/edit/", {"text": "My words", "revision": "1"})
    assert stale.status_code == 422
    assert "Somebody has changed this" in stale.text
    assert "My words" in stale.text
    assert browser.post(f"/timeline/activities/{activity.pk}/removal/").status_code == 302
    assert not Activity.objects.exists()


def test_a_task_is_added_and_done_in_the_browser(known_client, client_as):
    browser = client_as("bench")

    told = {"title": "Weigh the gold", "due_on": "2026-12-01", "assignee": ""}
    assert browser.post(f"/timeline/clients/{known_client.pk}/tasks/new/", told).status_code == 302
    assert "Weigh the gold" in browser.get("/timeline/tasks/").text
    answer = browser.post(f"/timeline/tasks/{Task.objects.get().pk}/completion/", {"from": "tasks"})
    assert (answer.status_code, answer.url) == (302, "/timeline/tasks/")
    assert "Weigh the gold" not in browser.get("/timeline/tasks/").text


@pytest.mark.parametrize("address", ["/timeline/tasks/", "/timeline/clients/{pk}/"])
def test_a_list_asks_as_few_questions_for_thirty_as_for_one(known_client, owner, client_as, address):
    browser, address = client_as("owner"), address.format(pk=known_client.pk)

    def make(number):
        write(known_client, owner, f"Note {number}")
        operations.add_task(known_client, title=f"Task {number}", assignee=owner, by=owner)

    make(0)
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for number in range(1, 30):
        make(number)
    with CaptureQueriesContext(connection) as thirty:
        browser.get(address)

    assert len(thirty) == len(one)
