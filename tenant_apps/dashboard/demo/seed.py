"""Fills the demo through the operations people use, so that it is as real as what they would make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings

from shared_apps.accounts import operations as accounts
from shared_apps.accounts.agreement import CURRENT_VERSION
from shared_apps.accounts.models import Account
from shared_apps.core.actors import SYSTEM, KnownActor
from shared_apps.inquiries import operations as inquiries
from shared_apps.inquiries.demo import seed_inbox
from shared_apps.inquiries.models import Brief
from shared_apps.introductions import operations as introducing
from shared_apps.introductions.demo import seed_answer, seed_choice, seed_profiles
from shared_apps.jewelers import operations as jewelers
from shared_apps.jewelers.demo import seed_jewelers
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import tenant_of
from shared_apps.providers.demo import seed_providers
from shared_apps.registers.demo import seed_registers
from shared_apps.rights.demo import seed_requests
from shared_apps.stack.pictures import draw_all
from shared_apps.support.demo import seed_grant
from shared_apps.tenancy.context import Tenant, jeweler_context
from shared_apps.tenancy.provisioning import top_up_spares
from tenant_apps.audit.operations import note_visitor
from tenant_apps.clients import operations as clients
from tenant_apps.clients.models import Client
from tenant_apps.dashboard.demo import commissions, people
from tenant_apps.dashboard.demo.designs import Sitting
from tenant_apps.dashboard.demo.memory import remember
from tenant_apps.team import operations as team
from tenant_apps.team.models import House, Member

Say = Callable[[str], object]


def is_seeded() -> bool:
    """Whether the last thing the seed makes is there."""
    last = commissions.BRIEFS[-1]["email"]
    return Brief.objects.filter(email=last).exists()


def seed(say: Say = lambda _line: None) -> None:
    """Make the demo's houses, people, clients and designs; what is there already is left alone."""
    say("drawing the pictures")
    pictures = {picture.slug: picture.path for picture in draw_all(Path(settings.VAR_DIR) / "pictures")}
    staff = seed_staff()
    top_up_spares(len(people.HOUSES))
    for house in people.HOUSES:
        say(f"opening {house.name}")
        tenant = seed_house(house)
        with jeweler_context(tenant):
            seed_clients(house, pictures)
    say("writing letters to the Site")
    seed_intake(staff)
    seed_jewelers(by=staff)
    seed_registers(workspace=people.HOUSES[0].slug, by=staff)
    seed_providers(by=staff)
    seed_requests(by=staff)
    seed_support(staff)


def seed_support(staff: Account) -> None:
    """Let one house have had support in, three days ago."""
    owner = account_of(people.BELLAMY.owner)
    jeweler = Jeweler.objects.get(slug=people.BELLAMY.slug)
    grant = seed_grant(jeweler.pk, owner=owner, staff=staff)
    if grant is None:
        return
    visitor = KnownActor("support", staff.pk)
    with jeweler_context(tenant_of(jeweler)):
        client = Client.objects.order_by("pk").first()
        for route, objects in (("dashboard:today", ""), ("clients:client_detail", str(client.pk) if client else "")):
            note_visitor(grant, "support.page.read", by=visitor, route=route, objects=objects, method="GET")


def seed_staff() -> Account:
    account = account_of(people.STAFF)
    if not account.is_staff:
        account = accounts.grant_staff(account, by=SYSTEM)
    if not Authenticator.objects.filter(user=account).exists():
        TOTP.activate(account, people.STAFF_SECRET)
    return account


def account_of(person: people.Person) -> Account:
    account = Account.objects.filter(email=person.email).first()
    return account or accounts.open_account(
        email=person.email, name=person.name, password=people.PASSWORD, is_verified=True
    )


def seed_house(house: people.HouseOf) -> Tenant:
    """Open a house and give its people their places; the owner accepts the agreement."""
    jeweler = Jeweler.objects.filter(slug=house.slug).first()
    if jeweler is None:
        jeweler = jewelers.invite_jeweler(slug=house.slug, name=house.name, by=SYSTEM)
    if jeweler.state in {"invited", "provisioning"}:
        jewelers.open_workspace(jeweler, by=SYSTEM)
        jeweler = jewelers.finish_opening(jeweler.pk)
    for person in house.team:
        account = account_of(person)
        accounts.add_member(account, jeweler.pk, role=person.role, by=SYSTEM)
        accounts.mirror_member(account_id=account.pk, jeweler_id=jeweler.pk)
    accounts.accept_agreement(jeweler.pk, version=CURRENT_VERSION, by=account_of(house.owner))
    accounts.mirror_agreement(jeweler.pk)
    return tenant_of(jeweler)


def seed_clients(house: people.HouseOf, pictures: dict[str, Path]) -> None:
    owner = Member.objects.get(email=house.owner.email)
    face = {"name": house.name, "hue": house.hue, "privacy_notice": house.notice, "privacy_contact": owner.email}
    team.change_house(House.objects.get(), by=owner, **face)
    for person in commissions.BY_HOUSE[house.slug]:
        seed_client(person, owner, pictures)
    remember(owner)


def seed_client(person: commissions.Person, owner: Member, pictures: dict[str, Path]) -> None:
    client = Client.objects.filter(display_name=person.name).first() or clients.create_client(
        by=owner,
        email=person.email,
        phone=person.phone,
        display_name=person.name,
        language=person.language,
        is_discreet=person.is_discreet,
        notes=person.notes,
    )
    if not client.addresses.exists():
        clients.add_address(client, by=owner, label="Home", line_1="12 Garden Terrace", city=person.city, country="HK")
    sitting = Sitting(client, owner, pictures)
    if person.in_portal:
        sitting.invite(person.email)
    for piece in person.pieces:
        sitting.show(piece)


def seed_intake(staff: Account) -> None:
    """Let visitors write, and introduce the first brief to Maison Aurelle."""
    for inquiry in commissions.INQUIRIES:
        inquiries.receive_inquiry(**inquiry)
    first, *others = commissions.BRIEFS
    brief = Brief.objects.filter(email=first["email"]).first() or inquiries.receive_brief(**first)
    aurelle = Jeweler.objects.get(slug=people.AURELLE.slug)
    # A demo from before people were asked keeps its brief as it is.
    direct = brief.wants_direct_introduction
    for introduction in introducing.introduce_brief(brief, [aurelle.pk], by=staff) if direct else ():
        introducing.deliver_introduction(introduction_id=str(introduction.pk))
        seed_answer(introduction, by=account_of(people.AURELLE.owner))
    seed_profiles(staff)
    seed_choice(staff)
    for told in others:
        inquiries.receive_brief(**told)
    seed_inbox(staff)
