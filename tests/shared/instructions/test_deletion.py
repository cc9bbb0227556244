"""What a jeweler instructs is done, exactly then, wholly, and provably; whatever is killed is continued."""

import json

import psycopg
import pytest
from django.db import ProgrammingError

from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM
from shared_apps.core.models import Job
from shared_apps.instructions import operations, steps
from shared_apps.instructions.models import Certificate, Instruction, InstructionState
from shared_apps.instructions.signing import CertificateInvalid, public_key, verify
from shared_apps.instructions.tombstones import tombstones
from shared_apps.jewelers.models import Jeweler
from shared_apps.storage import datakeys, objects
from shared_apps.storage.keys import tenant_key
from shared_apps.tenancy.context import jeweler_context, tenant_by_id
from shared_apps.tenancy.errors import UnknownJeweler
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.owner import owner_connection
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import create_client
from tenant_apps.privacy.archive.make import make_archive
from tenant_apps.privacy.operations import note_written_export
from tests.support.jewelers import open_jeweler
from tests.support.people import make_member


@pytest.fixture
def verdier(committed_db):
    """A jeweler of this test's own, for it will be gone afterwards."""
    return open_jeweler("atelier-verdier", "Atelier Verdier")


@pytest.fixture
def owner(verdier):
    return make_member(verdier, "owner")


@pytest.fixture
def house(owner, verdier, tmp_path):
    """Atelier Verdier with a client, a stored object, and a copy of how things stand."""
    with jeweler_context(verdier):
        create_client(by=SYSTEM, display_name="Li Wen", email="li.wen@example.com")
        objects.put(verdier, tenant_key(verdier, "files"), b"a picture")
        take_copy(verdier, tmp_path / "a.zip")
    return verdier


def take_copy(tenant, path):
    with path.open("wb") as sink:
        note_written_export(make_archive(tenant, sink), by=SYSTEM)


def instruct(house, owner, **options):
    return operations.instruct_deletion(house, typed_slug=options.pop("typed_slug", house.slug), by=owner, **options)


def standing(house):
    """Return what there is of a jeweler: its state, and what the last look finds."""
    schema = TenantSchema.objects.filter(jeweler_id=house.id).first()
    return Jeweler.objects.get(pk=house.id).state, steps.what_is_left(house.id, schema.schema_name if schema else "")


def test_an_instruction_deletes_everything_and_leaves_a_certificate(house, owner):
    instruction = instruct(house, owner)
    operations.begin(instruction_id=str(instruction.pk))

    statement = verify(Certificate.objects.get().document, trusted_key=public_key())
    assert standing(house) == ("deleted", [])
    assert statement["jeweler"] == str(house.id)
    assert statement["deleted"]["objects"] == 1
    assert statement["deleted"]["rows_by_table"]["clients_client"] == 1
    assert statement["instruction"]["given_by_account"] == str(owner.pk)
    assert [said["jeweler_id"] for said in tombstones() if said["jeweler_id"] == str(house.id)] == [str(house.id)]
    with pytest.raises(UnknownJeweler):
        tenant_by_id(house.id)
    with pytest.raises(datakeys.DataKeyDestroyed):
        datakeys.data_key(house.id)


def test_another_jeweler_is_untouched(house, owner, jeweler_b):
    with jeweler_context(jeweler_b):
        make_member(jeweler_b, "owner")
        create_client(by=SYSTEM, display_name="Amélie Roux")
        objects.put(jeweler_b, tenant_key(jeweler_b, "files"), b"another picture")

    operations.begin(instruction_id=str(instruct(house, owner).pk))

    with jeweler_context(jeweler_b):
        assert [client.display_name for client in Client.objects.all()] == ["Amélie Roux"]
        assert [entry.size for entry in objects.list_objects(jeweler_b)] == [len(b"another picture")]


@pytest.mark.parametrize("step", [name for name, _step in steps.STEPS])
def test_killed_after_any_step_the_next_run_finishes(house, owner, step, monkeypatch):
    instruction = instruct(house, owner)
    broken = tuple((name, killed_after(run) if name == step else run) for name, run in steps.STEPS)
    with monkeypatch.context() as patched:
        patched.setattr(steps, "STEPS", broken)
        with pytest.raises(KeyboardInterrupt):
            operations.begin(instruction_id=str(instruction.pk))

    operations.carry_out(instruction_id=str(instruction.pk))

    assert standing(house) == ("deleted", [])
    assert Certificate.objects.count() == 1
    assert operations.due_instructions() == []


def killed_after(run):
    def step(instruction):
        run(instruction)
        raise KeyboardInterrupt

    return step


def test_a_wrong_slug_changes_nothing(house, owner):
    with pytest.raises(operations.SlugDoesNotMatch):
        instruct(house, owner, typed_slug="atelier-bellamy")

    assert (Instruction.objects.count(), Jeweler.objects.get(pk=house.id).state) == (0, "active")


def test_a_change_since_the_copy_is_refused_unless_a_fresh_one_is_declined_in_words(house, owner):
    with jeweler_context(house):
        create_client(by=SYSTEM, display_name="Daniel Okafor")

    with pytest.raises(operations.ChangedSinceExport):
        instruct(house, owner)
    with pytest.raises(operations.ChangedSinceExport):
        instruct(house, owner, declined="no thanks")
    assert Instruction.objects.count() == 0

    assert instruct(house, owner, declined=operations.DECLINES).export_declined == operations.DECLINES


def test_what_slips_in_before_the_freeze_refuses_the_instruction(house, owner):
    instruction = instruct(house, owner)
    with jeweler_context(house):
        create_client(by=SYSTEM, display_name="Slipped In")

    operations.begin(instruction_id=str(instruction.pk))

    instruction.refresh_from_db()
    assert (instruction.state, instruction.refused_because) == ("refused", operations.CHANGED)
    assert Jeweler.objects.get(pk=house.id).state == "active"


def test_nothing_can_be_written_while_it_waits_and_everything_again_when_cancelled(house, owner, settings):
    settings.COOLING_OFF_DAYS = 7
    instruction = instruct(house, owner)
    operations.begin(instruction_id=str(instruction.pk))
    frozen = tenant_by_id(house.id)

    with jeweler_context(frozen), pytest.raises(ProgrammingError, match="permission denied"):
        Client.objects.update(notes="changed")
    with jeweler_context(frozen):
        assert Client.objects.get().notes == ""
    assert operations.carry_out(instruction_id=str(instruction.pk)) is None

    operations.cancel_deletion(instruction, by=owner)
    operations.thaw(instruction_id=str(instruction.pk))

    with jeweler_context(tenant_by_id(house.id)):
        assert Client.objects.update(notes="changed") == 1
    assert Jeweler.objects.get(pk=house.id).state == "active"


def test_a_suspended_and_frozen_workspace_can_still_be_exported(house, owner, settings, tmp_path):
    settings.COOLING_OFF_DAYS = 7
    operations.begin(instruction_id=str(instruct(house, owner).pk))
    frozen = tenant_by_id(house.id)

    with jeweler_context(frozen):
        take_copy(frozen, tmp_path / "again.zip")
        standing = crossings.call("privacy.export_standing", frozen)

    assert standing["is_current"] is True


def test_a_second_instruction_is_refused_while_one_is_open(house, owner, settings):
    settings.COOLING_OFF_DAYS = 7
    instruct(house, owner)

    with pytest.raises(operations.InstructionAlreadyOpen):
        instruct(tenant_by_id(house.id), owner)


def test_a_carried_out_instruction_cannot_be_cancelled(house, owner):
    instruction = instruct(house, owner)
    operations.begin(instruction_id=str(instruction.pk))

    with pytest.raises(operations.InstructionNotOpen):
        operations.cancel_deletion(instruction, by=owner)

    assert Instruction.objects.get().state == InstructionState.DONE


def test_a_restored_backup_is_deleted_again_before_it_serves(house, owner):
    instruction = instruct(house, owner)
    operations.begin(instruction_id=str(instruction.pk))
    restore_backup(house)

    again = operations.honour_tombstones()

    assert again == [house.id]
    assert standing(house) == ("deleted", [])


def restore_backup(house):
    """Put a database back that knows nothing of the deletion: schema, registry row, no instruction."""
    Job.objects.all().delete()
    with owner_connection() as owner, owner.transaction():
        owner.execute("SET LOCAL search_path = public")
        owner.execute("DELETE FROM instructions_certificate")
        owner.execute("DELETE FROM instructions_instruction")
        owner.execute(f"CREATE SCHEMA {house.schema_name}")
        owner.execute(f"CREATE TABLE {house.schema_name}.clients_client (id uuid)")
    TenantSchema.objects.create(schema_name=house.schema_name, state=SchemaState.CLAIMED, jeweler_id=house.id)
    Jeweler.objects.filter(pk=house.id).update(state="active", schema_name=house.schema_name, name="Atelier Verdier")


def test_a_changed_certificate_is_not_believed(house, owner):
    operations.begin(instruction_id=str(instruct(house, owner).pk))
    document = json.loads(json.dumps(Certificate.objects.get().document))
    document["statement"]["deleted"]["rows"] += 1

    with pytest.raises(CertificateInvalid):
        verify(document, trusted_key=public_key())


def test_a_certificate_cannot_be_changed_in_the_database(house, owner):
    operations.begin(instruction_id=str(instruct(house, owner).pk))

    with pytest.raises(ProgrammingError) as denied:
        Certificate.objects.update(document={})

    assert isinstance(denied.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_where_two_runs_meet_the_first_findings_stand(house, owner):
    instruction = instruct(house, owner)
    late = Instruction.objects.get(pk=instruction.pk)
    operations.keep(instruction, inventory={"rows": 7})

    operations.keep(late, inventory={"rows": 0})

    assert Instruction.objects.get(pk=instruction.pk).evidence["inventory"] == {"rows": 7}
    assert late.evidence["inventory"] == {"rows": 7}
