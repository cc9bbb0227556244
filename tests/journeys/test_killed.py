"""Whatever is killed in the middle of its work is started again and finishes it; nothing is lost, nothing is left."""

import re
import threading
from contextlib import contextmanager

from tests.journeys import seed
from tests.journeys.stack import eventually

HOUSE, ENDING, NEW = "kwan-daughters", "lam-and-sons", "born-in-a-storm"
NEVER_LOOKED_AWAY = 0.005
DECLINE = "I do not want a fresh copy"


def latest_file(stack, name):
    schema = stack.schema_of(HOUSE)
    rows = stack.rows(f"SELECT state FROM {schema}.library_file WHERE name = %s ORDER BY id DESC LIMIT 1", name)
    return rows[0][0] if rows else None


def jobs_of(stack, name):
    return stack.value(f"SELECT count(*) FROM {stack.schema_of(HOUSE)}.audit_job WHERE name = %s", name)


def open_design(stack, people):
    people.expect("Failed to load resource")
    people.expect("htmx:error: Failed to fetch")
    owner = people.owner(HOUSE)
    owner.goto(f"{stack.workspace(HOUSE)}/designs/")
    owner.click("main a:has-text('Pearl collar')")
    owner.wait_for_selector("#add-pictures")
    return owner


def choose(owner, name, size):
    picture = {"name": name, "mimeType": "image/jpeg", "buffer": seed.picture(len(name), size)}
    owner.set_input_files("#add-pictures input[type=file]", [picture])


def stored_keys(stack, slug):
    """Return what the rows say lies in the store, and what lies there."""
    schema = stack.schema_of(slug)
    jeweler = stack.value("SELECT id::text FROM jewelers_jeweler WHERE slug = %s", slug)
    keys = stack.rows(
        f"""SELECT object_key FROM {schema}.library_file UNION SELECT original_key FROM {schema}.library_file
            UNION SELECT staging_key FROM {schema}.library_file UNION SELECT object_key FROM {schema}.library_rendition
            UNION SELECT 'exports/' || key FROM {schema}.privacy_export WHERE key <> ''"""
    )
    known = {f"t/{jeweler}/{key}" for (key,) in keys if key}
    return known, set(stack.objects_of(jeweler)), stack.unfinished_uploads_of(jeweler)


def test_a_worker_killed_while_it_checks_a_picture_loses_no_picture(stack, people):
    owner = open_design(stack, people)
    choose(owner, "during-ingest.jpg", (2600, 2000))
    owner.wait_for_selector("#add-pictures .upload[data-state=done]")
    eventually(lambda: latest_file(stack, "during-ingest.jpg") == "checking", every=NEVER_LOOKED_AWAY)

    stack.kill(stack.worker)

    assert (latest_file(stack, "during-ingest.jpg"), jobs_of(stack, "library.ingest_file")) == ("checking", 1)
    stack.restart(stack.worker)
    eventually(lambda: latest_file(stack, "during-ingest.jpg") == "ready")
    owner.reload()
    eventually(lambda: is_drawn(owner, "during-ingest.jpg"))
    eventually(lambda: jobs_of(stack, "library.ingest_file") == 0)
    known, there, unfinished = stored_keys(stack, HOUSE)
    assert (there - known, known - there, unfinished) == (set(), set(), [])


def is_drawn(page, name):
    image = page.locator(f"#files .tile:has-text('{name}') img").first
    image.scroll_into_view_if_needed()
    return image.evaluate("(one) => one.naturalWidth > 0")


def test_a_worker_killed_while_it_makes_a_copy_makes_it_after_all(stack, people):
    owner = people.owner(HOUSE)
    owner.goto(f"{stack.workspace(HOUSE)}/settings/data/")
    exports = f"{stack.schema_of(HOUSE)}.privacy_export"
    owner.click("main button:has-text('Make a copy')")
    eventually(lambda: stack.value(f"SELECT state FROM {exports}") == "running", every=NEVER_LOOKED_AWAY)

    stack.kill(stack.worker)

    assert (stack.value(f"SELECT state FROM {exports}"), jobs_of(stack, "privacy.run_export")) == ("running", 1)
    stack.restart(stack.worker)
    owner.wait_for_selector("#exports >> text=Ready until", timeout=60_000)
    with owner.expect_download() as started:
        owner.click("#exports a:has-text('Download')")
    assert started.value.path().stat().st_size == stack.value(f"SELECT bytes FROM {exports}")
    known, there, unfinished = stored_keys(stack, HOUSE)
    assert (there - known, known - there, unfinished) == (set(), set(), [])


def test_a_worker_killed_while_it_deletes_goes_on_to_the_certificate(stack, people, tmp_path):
    owner = people.owner(ENDING)
    owner.goto(f"{stack.workspace(ENDING)}/settings/data/deletion/")
    owner.fill("input[name=declined]", DECLINE)
    owner.fill("input[name=slug]", ENDING)
    owner.click("main button:has-text('Delete everything')", no_wait_after=True)
    state = "SELECT state FROM instructions_instruction WHERE slug = %s"
    eventually(lambda: stack.value(state, ENDING) == "running", every=NEVER_LOOKED_AWAY)

    stack.kill(stack.worker)

    assert stack.value(state, ENDING) == "running"
    stack.restart(stack.worker)
    eventually(lambda: stack.value(state, ENDING) == "done")
    owner.goto(f"{stack.app}/")
    link = people.post.next(seed.owner_of(ENDING), "Your certificate of deletion").link
    with owner.expect_download() as started:
        owner.evaluate("(link) => location.assign(link)", link)
    started.value.save_as(tmp_path / "certificate.json")
    assert "The signature holds." in stack.manage("verify_certificate", str(tmp_path / "certificate.json"))
    jeweler = stack.value("SELECT jeweler_id::text FROM instructions_instruction WHERE slug = %s", ENDING)
    assert (stack.objects_of(jeweler), stack.unfinished_uploads_of(jeweler)) == ([], [])


@contextmanager
def held(stack, statement):
    """Hold a lock until the block ends or the server dies."""
    connection = stack.superuser()
    connection.autocommit = False
    connection.execute(statement)
    try:
        yield
    finally:
        connection.close()


def someone_waits(stack, words):
    return stack.value(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE %s", f"%{words}%"
    )


def test_a_web_server_killed_while_an_upload_completes_loses_no_picture(stack, people):
    owner = open_design(stack, people)
    schema = stack.schema_of(HOUSE)
    reached = threading.Event()

    def stop_here(route):
        reached.route = route
        reached.set()

    owner.route(re.compile("/completion/$"), stop_here, times=1)
    choose(owner, "during-completion.jpg", (800, 600))
    while not reached.is_set():
        owner.wait_for_timeout(20)
    with held(stack, f"SELECT id FROM {schema}.library_file WHERE state = 'awaiting' FOR UPDATE"):
        reached.route.continue_()
        eventually(lambda: someone_waits(stack, "library_file"))
        stack.kill(stack.web)
    owner.wait_for_selector("#add-pictures .upload[data-state=failed]")

    stack.restart(stack.web)
    owner.click("#add-pictures button:has-text('Try again')")
    owner.wait_for_selector("#add-pictures .upload[data-state=done]")

    eventually(lambda: latest_file(stack, "during-completion.jpg") == "ready")
    owner.reload()
    eventually(lambda: is_drawn(owner, "during-completion.jpg"))
    assert owner.locator("#files .tile:has-text('during-completion.jpg')").count() == 1


def test_a_database_killed_while_a_workspace_is_opened_opens_it_after_all(stack, people):
    people.expect("Failed to load resource")
    staff = people.staff()
    staff.goto(f"{stack.console}/jewelers/new/")
    staff.fill("input[name=name]", "Born in a Storm")
    staff.fill("input[name=slug]", NEW)
    staff.fill("input[name=owner]", "owner@storm.example")
    # Whoever makes a schema waits here, in the middle of the one transaction that makes it.
    with held(stack, "LOCK TABLE pg_catalog.pg_namespace IN SHARE MODE"):
        staff.click("main button:has-text('Invite')")
        eventually(lambda: someone_waits(stack, "CREATE SCHEMA"))
        stack.kill(stack.postgres)
    stack.restart(stack.postgres)

    state = "SELECT state FROM jewelers_jeweler WHERE slug = %s"
    assert stack.value(state, NEW) == "provisioning"
    eventually(lambda: stack.value(state, NEW) == "active")
    jeweler = stack.value("SELECT id FROM jewelers_jeweler WHERE slug = %s", NEW)
    states = stack.rows("SELECT state, schema_name FROM tenancy_tenantschema WHERE jeweler_id = %s", jeweler)
    assert states == [("claimed", stack.schema_of(NEW))]
    check_schemas(stack)
    assert people.post.next("owner@storm.example", "An invitation to a workspace").link.startswith(stack.app)
    eventually(lambda: staff.goto(f"{stack.console}/jewelers/{jeweler}/").status == 200)
    assert "Active" in staff.inner_text("main")


def check_schemas(stack):
    """After the scheduler's next round every schema written down exists, with its role, and there is no other."""
    stack.manage("shell", "-c", "from shared_apps.tenancy.provisioning import top_up_spares; top_up_spares()")
    written = {name for (name,) in stack.rows("SELECT schema_name FROM tenancy_tenantschema")}
    spaces = {name for (name,) in stack.rows("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{32}$'")}
    roles = {name for (name,) in stack.rows("SELECT rolname FROM pg_roles WHERE rolname ~ '^dialog_t_[0-9a-f]{32}$'")}
    assert stack.rows("SELECT 1 FROM tenancy_tenantschema WHERE state = 'preparing'") == []
    assert (spaces, {role.removeprefix("dialog_") for role in roles}) == (written, written)
