"""Brings the journeys' database to where the code is and opens small houses, by the product's own operations."""

import io
import random
import sys

import django
from django.core.management import call_command

from shared_apps.stack import prepare

PASSWORD = "a quiet room behind the shop"
STAFF = "ines@dialogjewelers.com"
STAFF_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOUSES = {
    "maison-aurelle": "Maison Aurelle",
    "atelier-bellamy": "Atelier Bellamy",
    "kwan-daughters": "Kwan & Daughters",
    "lam-and-sons": "Lam & Sons",
}
BRIEF = {
    "name": "Oliver Grant",
    "email": "oliver@example.com",
    "piece": "engagement",
    "occasion": "proposal",
    "budget": "to_250",
    "timing": "six_weeks",
    "location": "Hong Kong",
    "preferences": "Something with a line to it.",
    "contact_preference": "email",
}


def owner_of(slug: str) -> str:
    return f"owner@{slug}.example"


def client_of(slug: str) -> str:
    return f"client@{slug}.example"


def picture(hue: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """Return a JPEG that does not compress away."""
    from PIL import Image

    noise = Image.frombytes("L", size, random.Random(hue).randbytes(size[0] * size[1]))
    image = Image.merge("HSV", (Image.new("L", size, hue), Image.new("L", size, 140), noise)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def seed() -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    from shared_apps.accounts import operations as accounts
    from shared_apps.core.actors import SYSTEM
    from shared_apps.inquiries import operations as inquiries

    inquiries.receive_brief(**BRIEF)
    staff = accounts.open_account(email=STAFF, name="Ines Tam", is_verified=True)
    TOTP.activate(accounts.grant_staff(staff, by=SYSTEM), STAFF_SECRET)
    for slug, name in HOUSES.items():
        open_house(slug, name)


def open_house(slug: str, name: str) -> None:
    from shared_apps.accounts import operations as accounts
    from shared_apps.accounts.agreement import CURRENT_VERSION
    from shared_apps.core.actors import SYSTEM
    from shared_apps.jewelers import operations as jewelers
    from shared_apps.jewelers.queries import tenant_of
    from shared_apps.tenancy.context import jeweler_context

    jeweler = jewelers.open_workspace(jewelers.invite_jeweler(slug=slug, name=name, by=SYSTEM), by=SYSTEM)
    jeweler = jewelers.finish_opening(jeweler.pk)
    owner = accounts.open_account(email=owner_of(slug), name=f"Owner of {name}", password=PASSWORD, is_verified=True)
    accounts.add_member(owner, jeweler.pk, role="owner", by=SYSTEM)
    accounts.mirror_member(account_id=owner.pk, jeweler_id=jeweler.pk)
    accounts.accept_agreement(jeweler.pk, version=CURRENT_VERSION, by=owner)
    accounts.mirror_agreement(jeweler.pk)
    with jeweler_context(tenant_of(jeweler)):
        furnish(slug, name)


def furnish(slug: str, name: str) -> None:
    """One client in the portal, with one design of two pictures, shown in one version."""
    from tenant_apps.clients import operations as clients
    from tenant_apps.library import operations as library
    from tenant_apps.portal.operations import doors, work
    from tenant_apps.team import operations as team
    from tenant_apps.team.models import House, Member

    owner = Member.objects.get(email=owner_of(slug))
    notice = "Only our team sees it."
    team.change_house(
        House.objects.get(), by=owner, name=name, hue="", privacy_notice=notice, privacy_contact=owner.email
    )
    client = clients.create_client(by=owner, display_name="Madame Chan", email=client_of(slug), phone="+852 5550 1182")
    clients.add_address(client, by=owner, label="Home", line_1="12 Garden Terrace", city="Hong Kong", country="HK")
    design = library.create_design(client, title="Pearl collar", description="Three strands.", by=owner)
    files = [taken_in(library, design, f"pearl-{hue}.jpg", picture(hue), owner) for hue in (30, 40)]
    version = library.publish_version(
        design, title="Pearl collar", notes="Baroque pearls.", file_ids=[file.pk for file in files], by=owner
    )
    access = doors.invite_client(client, email=client_of(slug), by=owner)
    work.write_comment(design, text="May the clasp be smaller?", version=version, by=access)


def taken_in(library, design, name, content, owner):
    file = library.upload_directly(
        design, io.BytesIO(content), name=name, size=len(content), content_type="image/jpeg", kind="image", by=owner
    )
    library.ingest_file(file.pk)
    return file


def main() -> None:
    django.setup()
    prepare.collect_static()
    for command in ("migrate_schemas", "sync_registers", "prepare_bucket"):
        call_command(command, stdout=sys.stderr, verbosity=0)
    seed()


if __name__ == "__main__":
    main()
