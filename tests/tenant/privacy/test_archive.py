"""What leaves is everything, what comes back is the same, and nothing in an archive is trusted."""

import hashlib
import io
import json
import zipfile
from decimal import Decimal

import pytest

from shared_apps.core.actors import SYSTEM
from shared_apps.storage import objects
from shared_apps.storage.keys import tenant_prefix
from shared_apps.tenancy.context import jeweler_context, tenant_by_slug
from shared_apps.tenancy.restoring import MadeByNewerVersion
from shared_apps.tenancy.snapshot import jeweler_connection
from tenant_apps.privacy.archive.format import NotAnArchive
from tenant_apps.privacy.archive.load import UnknownTable
from tenant_apps.privacy.archive.make import make_archive
from tenant_apps.privacy.archive.reader import DamagedMember
from tenant_apps.privacy.archive.restore import restore_archive
from tenant_apps.privacy.archive.tables import exported_tables
from tests.support.anyrow import make_row

TABLES = exported_tables()

# Values that a model's own constraints ask for.
GIVEN = {
    "portal_comment": {"member": None},
    "timeline_task": {"done_at": None, "done_by": None},
    "clienteling_gaugemark": {"circumference": Decimal("54.42")},
    "clienteling_ringsize": {"circumference": Decimal("54.42")},
    "clienteling_importantdate": {"day": 3, "month": 5},
}


@pytest.fixture
def filled(committed_db, jeweler_a):
    """Maison Aurelle with a row in every exported table and an object behind every key."""
    objects.delete_everything(jeweler_a)
    with jeweler_context(jeweler_a):
        for table in TABLES:
            if not table.model.objects.exists():
                make_row(table.model, **GIVEN.get(table.name, {}))
        for table in TABLES:
            store_objects_of(jeweler_a, table)
    return jeweler_a


def store_objects_of(tenant, table):
    for field, rule in table.declared.fields.items():
        if rule.object_key:
            for row in table.model.objects.exclude(**{field: ""}):
                key = f"files/{hashlib.sha256(str(row.pk).encode()).hexdigest()[:32]}"
                type(row).objects.filter(pk=row.pk).update(**{field: key})
                objects.put(tenant, tenant_prefix(tenant) + key, str(row.pk).encode() * 1000)


def archive_of(tenant, path):
    with path.open("wb") as sink:
        return make_archive(tenant, sink)


def contents(tenant):
    """Return the hash of every exported table's rows."""
    found = {}
    with jeweler_connection(tenant, snapshot=True) as connection:
        for table in TABLES:
            columns = ", ".join(f'"{column}"' for column in table.columns)
            digest = hashlib.sha256()
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY (SELECT {columns} FROM {table.name} ORDER BY id) TO STDOUT") as copy,
            ):
                for piece in copy:
                    digest.update(piece)
            found[table.name] = (cursor.rowcount, digest.hexdigest())
    return found


def stored(tenant):
    prefix = tenant_prefix(tenant)
    return {entry.key.removeprefix(prefix): objects.get(tenant, entry.key) for entry in objects.list_objects(tenant)}


def rewritten(path, change):
    """Return a copy of an archive after ``change(members)``."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def with_manifest(change):
    def apply(members):
        manifest = json.loads(members["manifest.json"])
        change(manifest)
        members["manifest.json"] = json.dumps(manifest).encode()

    return apply


def test_restored_under_another_slug_every_table_and_file_is_equal(filled, tmp_path):
    made = archive_of(filled, tmp_path / "a.zip")

    restored = restore_archive(tmp_path / "a.zip", slug="aurelle-again", by=SYSTEM)

    again = tenant_by_slug("aurelle-again")
    before = contents(filled)
    assert contents(again) == before
    assert (restored.rows, restored.files) == (made.rows, made.files)
    assert {name: rows for name, (rows, _hash) in before.items() if rows == 0} == {}
    assert stored(again) == {key: body for key, body in stored(filled).items() if key.startswith("files/")}


def test_manifest_states_the_hash_of_every_member(filled, tmp_path):
    made = archive_of(filled, tmp_path / "a.zip")

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        hashes = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    assert hashes.pop("manifest.json") == made.sha256
    assert {name: member["sha256"] for name, member in manifest["members"].items()} == hashes


def test_rows_can_be_read_as_csv_and_json(filled, tmp_path):
    archive_of(filled, tmp_path / "a.zip")

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for table in TABLES:
            rows = [json.loads(line) for line in io.TextIOWrapper(archive.open(f"read/{table.name}.jsonl"), "utf-8")]
            header = archive.read(f"read/{table.name}.csv").decode().partition("\n")[0]
            assert [set(row) for row in rows] == [set(table.columns)] * len(rows)
            assert header == ",".join(table.columns)


def test_archive_holds_nothing_of_another_jeweler(filled, jeweler_b, tmp_path):
    with jeweler_context(jeweler_b):
        make_row(TABLES[-1].model, **GIVEN.get(TABLES[-1].name, {}))
        foreign = TABLES[-1].model.objects.latest("created_at")

    archive_of(filled, tmp_path / "a.zip")

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [name for name in archive.namelist() if str(foreign.pk).encode() in archive.read(name)] == []


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda members: members.update({"rows/team_house.copy": b"nonsense"}), DamagedMember),
        (lambda members: members.pop("rows/team_house.copy"), DamagedMember),
        (with_manifest(lambda m: m.update(format=2)), NotAnArchive),
        (with_manifest(lambda m: m["tables"].update({"pg_authid": m["tables"]["team_house"]})), UnknownTable),
        (with_manifest(lambda m: m["tables"]["team_house"]["columns"].append('id") FROM STDIN; --')), UnknownTable),
        (with_manifest(lambda m: m["migrations"].append(["team", "9999_later"])), MadeByNewerVersion),
    ],
    ids=["changed member", "missing member", "newer format", "foreign table", "hostile column", "newer migrations"],
)
def test_a_bad_archive_restores_nothing(filled, tmp_path, change, error):
    archive_of(filled, tmp_path / "a.zip")
    changed = rewritten(tmp_path / "a.zip", change)

    with pytest.raises(error):
        restore_archive(changed, slug="aurelle-again", by=SYSTEM)

    from shared_apps.jewelers.models import Jeweler
    from shared_apps.tenancy.models import TenantSchema

    assert not Jeweler.objects.filter(slug="aurelle-again").exists()
    assert TenantSchema.objects.filter(state="claimed").count() == 2


def test_a_file_that_is_no_archive_is_refused(committed_db, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK but no")

    with pytest.raises(NotAnArchive):
        restore_archive(tmp_path / "a.zip", slug="aurelle-again", by=SYSTEM)
