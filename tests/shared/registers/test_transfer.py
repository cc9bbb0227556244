"""The pack of a rehearsed transfer: counts and hashes, nothing of what people wrote, whom to tell (P46)."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shared_apps.core.models import TrailEvent
from shared_apps.registers.transfer import FolderNotEmpty, write_pack
from shared_apps.rights.policy import text_sha256
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients import operations as clients
from tenant_apps.team.models import Member
from tests.support.people import make_member

SECRETS = ("Wen Li", "wen@example.com", "Platinum", "The first client", "first@example.com", "owner@")


@pytest.fixture
def full_house(briefs, jeweler_a):
    account = make_member(jeweler_a, "owner")
    with jeweler_context(jeweler_a):
        owner = Member.objects.get(account_id=account.pk)
        clients.create_client(by=owner, display_name="The first client", email="first@example.com")
    return jeweler_a


def test_the_pack_holds_counts_and_hashes_and_no_content(full_house, tmp_path):
    made = write_pack(tmp_path / "pack")

    assert made["tables"]["inquiries.brief"]["rows"] == 2
    assert len(made["tables"]["inquiries.brief"]["sha256"]) == 64
    house = next(one for one in made["jewelers"] if one["jeweler"] == full_house.id)
    assert (house["rows"]["clients.client"], house["agreement"] != "") == (1, True)
    everything = "".join(path.read_text() for path in (tmp_path / "pack").iterdir())
    assert [word for word in SECRETS if word in everything] == []


def test_the_policy_is_pinned_and_those_to_tell_are_named_by_key(full_house, briefs, tmp_path):
    made = write_pack(tmp_path / "pack")
    told = json.loads((tmp_path / "pack/people_to_tell.json").read_text())

    assert made["policy"]["sha256"] == text_sha256()
    assert {str(brief.pk) for brief in briefs[:2]} == set(told["briefs"])
    assert len(told["owners"]) == 1


def test_the_sums_are_those_of_the_files(full_house, tmp_path):
    write_pack(tmp_path)

    for line in (tmp_path / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


def test_a_table_that_changed_has_another_hash(full_house, briefs, tmp_path):
    before = write_pack(tmp_path / "1")["tables"]["inquiries.brief"]["sha256"]
    briefs[0].name = "Another name"
    briefs[0].save()

    assert write_pack(tmp_path / "2")["tables"]["inquiries.brief"]["sha256"] != before


def test_a_folder_with_something_in_it_is_refused(db, tmp_path):
    Path(tmp_path / "there").write_text("x")

    with pytest.raises(FolderNotEmpty):
        write_pack(tmp_path)
    assert not TrailEvent.objects.filter(event="registers.transfer.rehearsed").exists()


def test_there_is_no_pack_but_the_rehearsed_one(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("transfer_pack", to=str(tmp_path / "pack"))
    assert not (tmp_path / "pack").exists()

    call_command("transfer_pack", "--dry-run", to=str(tmp_path / "pack"), verbosity=0)
    assert (tmp_path / "pack/manifest.json").exists()
