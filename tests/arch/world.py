"""One of everything at two jewelers, made by the operations and committed, and people to look at it with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from shared_apps.accounts.models import Session
from shared_apps.accounts.operations import invite_member
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.inquiries.operations import receive_brief, receive_inquiry
from shared_apps.inquiries.saved_views import save_view
from shared_apps.instructions.models import Certificate
from shared_apps.instructions.operations import DECLINES, cancel_deletion, instruct_deletion
from shared_apps.introductions.operations import accept, edit_profile, introduce_brief, note_conflict, propose
from shared_apps.jewelers.announcing import announce
from shared_apps.jewelers.businesses import open_application
from shared_apps.notices.models import Delivery, Notice
from shared_apps.providers.models import Provider
from shared_apps.providers.operations import enter_provider, raise_objection, withdraw_objection
from shared_apps.registers.operations.breaches import add_object, draft_notices, enter_breach
from shared_apps.registers.operations.disclosures import propose_disclosure
from shared_apps.rights.operations import sync_policy
from shared_apps.rights.request_models import Hold
from shared_apps.rights.requests import receive_request
from shared_apps.storage import objects
from shared_apps.support.operations import ask_to_break_glass, grant_support, revoke
from shared_apps.tenancy.context import current_tenant, jeweler_context, no_jeweler, tenant_by_id
from shared_apps.tenancy.hosts import Surface
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR, Tenant
from tenant_apps.clienteling.operations import dates, sizes, tastes
from tenant_apps.clients import operations as clients
from tenant_apps.clients.models import Client as Customer
from tenant_apps.library import operations as library
from tenant_apps.portal.models import SignInLink
from tenant_apps.portal.operations import doors, sign_in, work
from tenant_apps.privacy import operations as privacy
from tenant_apps.privacy import passed_on
from tenant_apps.team.models import Member
from tenant_apps.timeline import operations as timeline
from tests.support.people import browser, make_account, make_member, signed_in_client
from tests.tenant.library.pictures import encoded

ROLES = ("owner", "manager", "sales", "bench", "viewer")
PLAIN = {"number": 1, "rendition": "thumb", "where": "app", "letter": "none", "family": "workspace", "status": 404} | {
    "reference": "K7QM-3XPA",
    "mail_kind": "accounts.sign_in_code",
    "language": "en",
    "page": "contact",
    "token": "unknown",
    "choice_token": "A" * 43,
    "sha256": "0" * 64,
    "list_kind": "json",
}
# Whoever signed in for these tests has just proved who they are, however long the tests take.
FRESH = timedelta(hours=-1)
LEAD = {
    "name": "Wong Mei-ling",
    "email": "mei@example.com",
    "phone": "+852 9123 4567",
    "contact_preference": "phone",
    "piece_type": "Engagement ring",
    "occasion": "Proposal",
    "budget": "50,000 to 100,000",
    "timing": "1 to 2 months",
    "location": "Hong Kong",
    "preferences": "Old cut",
}
BRIEF = LEAD | {"piece": "engagement", "occasion": "proposal", "budget": "to_100", "timing": "six_weeks"}
PROVIDER = {"name": "Northern Post", "category": "mail", "purposes": ["mail"], "locations": ["US"]}
SUPPORT = {"areas": ["clients"], "reason": "A page shows an error", "hours": 2}
FAR_OFF = date(2999, 1, 1)
INQUIRY = {"name": "Marguerite Duval", "email": "m@example.com", "company": "", "role": "", "message": "Good day"}


@dataclass(frozen=True)
class Visitor:
    """Somebody's browser on one host: the same cookies at every request, whatever the last one did."""

    surface: Surface
    tenant: Tenant | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """Return the answer to one request; what it wrote is undone."""
        client: Client = browser(self.surface, self.tenant)
        for name, value in self.cookies.items():
            client.cookies[name] = value
        with undone():
            response = client.generic(method, path, **options)
            if response.streaming:
                b"".join(response.streaming_content)
        return response

    def moved(self, surface: Surface, tenant: Tenant | None = None) -> Visitor:
        """Return the same cookies on another host."""
        return Visitor(surface, tenant, self.cookies)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what the block writes in both halves; to the product it is part of the test's own wrapping."""
    with ExitStack() as stack:
        for alias in (CONTROLLER, PROCESSOR):
            block = transaction.atomic(using=alias)
            block._from_testcase = True
            stack.enter_context(block)
        yield
        for alias in (CONTROLLER, PROCESSOR):
            transaction.set_rollback(True, using=alias)


@dataclass
class House:
    """One jeweler's part of the world: things by the names of the matrix, people by their roles."""

    tenant: Tenant
    things: dict[str, object] = field(default_factory=dict)
    other_things: dict[str, object] = field(default_factory=dict)
    people: dict[str, Visitor] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """``own`` and ``foreign`` hold a person's own and another person's things on the App host."""

    a: House
    b: House
    own: dict[str, object] = field(default_factory=dict)
    foreign: dict[str, object] = field(default_factory=dict)
    desk: dict[str, object] = field(default_factory=dict)
    people: dict[str, Visitor] = field(default_factory=dict)


def build(a: Tenant, b: Tenant) -> World:
    """Make the world; outside a transaction."""
    world = World(furnish(a), furnish(b))
    world.own, world.foreign = belongings("person@example.com", a), belongings("another@example.com", b)
    staff = make_account("staff@dialogjewelers.com", name="Staff", is_staff=True)
    entered = enter_provider("northern-post", PROVIDER, by=staff)
    applied = receive_inquiry(**INQUIRY)
    world.desk = {
        "application": open_application(applied, by=staff).pk,
        "announcement": announced(None),
        "glass": ask_to_break_glass(a.id, **SUPPORT, by=staff).pk,
        "inquiry": receive_inquiry(**INQUIRY).pk,
        "brief": receive_brief(**{name: value for name, value in BRIEF.items() if name != "piece_type"}).pk,
        "saved_view": save_view(staff, name="Late", query="clock=late").pk,
        "jeweler": a.id,
        "provider": entered.pk,
        "provider_change": entered.changes.get().pk,
        "request": receive_request(kinds=["access"], source="mail", emails=["m@example.com"], by=SYSTEM).pk,
        "hold": Hold.objects.create(model="jewelers.jeweler", row_key=str(a.id), statute="A law", until=FAR_OFF).pk,
    } | introduced(a, staff)
    world.desk |= registered(a, staff)
    return world


def registered(jeweler: Tenant, staff: Any) -> dict[str, object]:
    """Return an entry of each register, as the first of two people left it."""
    scope = {"subjects": ["m@example.com"], "fields": ["inquiries.inquiry.name"], "jeweler_id": None}
    days = {"since": FAR_OFF, "until": FAR_OFF}
    demand = {"requester": "A court", "legal_basis": "An order", "document_sha256": "ab" * 32, "untold_because": ""}
    breach = enter_breach(title="A key", noticed_at=now(), what_happened="A file was read.", is_drill=True, by=staff)
    add_object(breach, kind="workspace", name=tenant_by_id(jeweler.id).slug, by=staff)
    return {
        "disclosure": propose_disclosure(data_class="ours", **scope, **days, **demand, by=staff).pk,
        "breach": breach.pk,
        "breach_draft": draft_notices(breach, by=staff)[0].pk,
        "policy_version": sync_policy().pk,
    }


def introduced(jeweler: Tenant, staff: Any) -> dict[str, object]:
    """Return what there is around introductions: one put to a person, one under way, a matter, a conflict."""
    edit_profile(jeweler.id, anonymous_text="Two at one bench.", by=staff)
    told = {name: value for name, value in BRIEF.items() if name != "piece_type"}
    made = introduce_brief(receive_brief(**told, wants_direct_introduction=True), [jeweler.id], by=staff)[0]
    accept(made.pk, jeweler.id, by=staff)
    return {
        "proposal": propose(receive_brief(**told), [jeweler.id], by=staff).pk,
        "introduction": made.pk,
        "follow_up": made.follow_ups.order_by("pk").first().pk,
        "conflict": note_conflict(jeweler.id, address="rival@example.com", reason="A rival", by=staff).pk,
    }


def sign_in_everyone(world: World) -> None:
    """Give everyone a browser with a session of now."""
    for house in (world.a, world.b):
        place = {"surface": Surface.WORKSPACE, "tenant": house.tenant}
        for name in (*ROLES, "stranger"):
            house.people[name] = signed_in(house.emails[name], **place)
        house.people["stale owner"] = signed_in(house.emails["owner"], age=timedelta(hours=1), **place)
        house.people["anonymous"] = Visitor(Surface.WORKSPACE, house.tenant)
    world.people = {
        "account": signed_in("person@example.com", surface=Surface.APP),
        "stale account": signed_in("person@example.com", surface=Surface.APP, age=timedelta(hours=1)),
        "staff": signed_in("staff@dialogjewelers.com", surface=Surface.CONSOLE),
        "not staff": signed_in("person@example.com", surface=Surface.CONSOLE),
    }
    world.own["session"] = session_of("person@example.com")
    signed_in("another@example.com", surface=Surface.APP)
    world.foreign["session"] = session_of("another@example.com")


def signed_in(email: str, *, surface: Surface, tenant: Tenant | None = None, age: timedelta = FRESH) -> Visitor:
    client = signed_in_client(make_account(email), surface=surface, tenant=tenant, age=age)
    return Visitor(surface, tenant, {name: morsel.value for name, morsel in client.cookies.items()})


def session_of(email: str) -> UUID:
    return Session.objects.filter(account__email=email).order_by("pk").first().pk


def stored(world: World) -> dict[str, bytes]:
    """Return every object of the two jewelers."""
    tenants = (world.a.tenant, world.b.tenant)
    return {found.key: objects.get(tenant, found.key) for tenant in tenants for found in objects.list_objects(tenant)}


def store(world: World, kept: dict[str, bytes]) -> None:
    """Put every object back."""
    for tenant in (world.a.tenant, world.b.tenant):
        for key, content in kept.items():
            if key.startswith(f"t/{tenant.id}/"):
                objects.put(tenant, key, content)


def clear(world: World) -> None:
    """Remove what lies in the object store; the rows go with the database's own snapshot."""
    for house in (world.a, world.b):
        objects.delete_everything(house.tenant)


def belongings(email: str, inviting: Tenant) -> dict[str, object]:
    """Return an account's things on the App host; it is a member nowhere."""
    account = make_account(email)
    TOTP.activate(account, generate_totp_secret())
    told = {"name": "Phone", "credential": credential()}
    passkey = Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=told)
    RecoveryCodes.activate(account)
    return {
        "passkey": passkey.pk,
        "invitation": invite_member(inviting.id, email=email, role="viewer", by=SYSTEM).pk,
        "certificate": certificate_for(account, inviting),
        "own_notice": notice_to(account, None),
    }


def notice_to(account: Any, jeweler_id: UUID | None) -> UUID:
    """Return a notice told to an account, for itself or for its workspace."""
    given = Notice.objects.create(mail_kind="accounts.security_changed", about_type="test", about_id=uuid4())
    Delivery.objects.create(notice=given, email=account.email, account=account, jeweler_id=jeweler_id)
    return given.pk


def credential() -> dict[str, Any]:
    """Return what a browser tells of a new passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid.NONE, uuid4().bytes, key)
    known = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, attested)
    told = {
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"","origin":""}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", known, {})),
    }
    name = websafe_encode(attested.credential_id)
    extensions = {"credProps": {"rk": True}}
    return {"id": name, "rawId": name, "type": "public-key", "response": told, "clientExtensionResults": extensions}


def certificate_for(account: Any, tenant: Tenant) -> UUID:
    """Return a certificate of an instruction of this account; the row alone, for nothing is deleted here."""
    instruction = cancelled_instruction(tenant, account)
    return Certificate.objects.create(instruction=instruction, jeweler_id=tenant.id, document={}).pk


def cancelled_instruction(tenant: Tenant, account: Any) -> Any:
    current = tenant_by_id(tenant.id)
    with no_jeweler():
        instruction = instruct_deletion(current, typed_slug=current.slug, declined=DECLINES, by=account)
        return cancel_deletion(instruction, by=account)


def announced(tenant: Tenant | None) -> UUID:
    """Return an announcement to one jeweler, or to all."""
    told = {"kind": "change", "title": "A change", "text": "It changes.", "shown_until": now() + timedelta(days=30)}
    return announce(**told, jewelers=[tenant.id] if tenant else None, is_mailed=False, by=SYSTEM).pk


def ended_grant(tenant: Tenant, owner: Any) -> UUID:
    """Return a grant of support that was given and ended."""
    grant = grant_support(tenant.id, **SUPPORT, may_write=False, by=owner)
    return revoke(grant.pk, tenant.id, by=owner).pk


def furnish(tenant: Tenant) -> House:
    """Make everything of one jeweler."""
    house = House(tenant)
    accounts = {role: make_member(tenant, role) for role in ROLES}
    accounts["stranger"] = make_account("stranger@example.com", name="A stranger")
    house.emails = {name: account.email for name, account in accounts.items()}
    invitation = invite_member(tenant.id, email="new@example.com", role="viewer", by=accounts["owner"])
    instruction = cancelled_instruction(tenant, accounts["owner"])
    used = Provider.objects.get(key="mail")
    objection = withdraw_objection(raise_objection(tenant.id, used, by=accounts["owner"]), by=accounts["owner"])
    with jeweler_context(tenant):
        owner = Member.objects.get(account_id=accounts["owner"].pk)
        bench = Member.objects.get(account_id=accounts["bench"].pk)
        house.things = PLAIN | work_for("first", owner)
        house.people["client"] = house.things.pop("browser")
        house.other_things = PLAIN | work_for("second", owner)
        house.people["other client"] = house.other_things.pop("browser")
        lead = clients.receive_lead(introduction_id=str(uuid4()), **LEAD)
        export = privacy.request_export(by=owner)
        privacy.run_export(export_id=str(export.pk))
        passed = passed_on.receive_passed_on(passed_id=str(uuid4()), kind="request", introduction_id=None, text="Mine?")
    house.things |= {"member": bench.pk, "lead": lead.pk, "export": export.pk}
    house.things |= {"provider": used.pk, "objection": objection.pk}
    house.things |= {"notice": notice_to(accounts["owner"], tenant.id)}
    house.things |= {"invitation": invitation.pk, "instruction": instruction.pk, "passed_on": passed}
    house.things |= {"grant": ended_grant(tenant, accounts["owner"]), "announcement": announced(tenant)}
    return house


def work_for(name: str, owner: Member) -> dict[str, Any]:
    """Return what there is around one client, with the browser in which the client is signed in."""
    email = f"{name}@example.com"
    client = clients.create_client(by=owner, display_name=f"The {name} client", email=email)
    address = clients.add_address(client, by=owner, label="Home", line_1="1 Queen's Road", city="Hong Kong")
    design = library.create_design(client, title=f"The {name} ring", by=owner)
    picture = encoded(size=(64, 48))
    file = library.upload_directly(
        design,
        io.BytesIO(picture),
        name="ring.jpg",
        size=len(picture),
        content_type="image/jpeg",
        kind="image",
        by=owner,
    )
    library.ingest_file(file.pk)
    library.publish_version(design, title="The ring", notes="", file_ids=[file.pk], by=owner)
    access = doors.invite_client(client, email=email, by=owner)
    seen, session = portal_of(email, owner)
    work.write_comment(design, text="How lovely", by=access)
    return remembered_of(client, owner) | {
        "client": client.pk,
        "contact": client.contacts.get().pk,
        "address": address.pk,
        "design": design.pk,
        "file": file.pk,
        "access": access.pk,
        "portal_session": session,
        "data_request": work.ask_about_data(wish="see", text="", by=access).pk,
        "browser": seen,
    }


def remembered_of(client: Customer, owner: Member) -> dict[str, Any]:
    """Return what is remembered of a client, one of each kind."""
    ring_size = sizes.measure_finger(client, system="us", label="7", hand="left", finger="ring", how="gauge", by=owner)
    return {
        "ring_size": ring_size.pk,
        "measurement": sizes.measure_part(client, part="wrist", millimetres=Decimal(160), by=owner).pk,
        "important_date": dates.note_date(client, kind="birthday", day=3, month=5, by=owner).pk,
        "taste": tastes.note_taste(client, stance="allergic", matter="metal", what="Nickel", by=owner).pk,
        "activity": timeline.write_activity(client, kind="note", text="Likes old cuts", by=owner).pk,
        "task": timeline.add_task(client, title="Call back", by=owner).pk,
        "wish": tastes.note_wish(client, what="A second ring", by=owner).pk,
    }


def portal_of(email: str, owner: Member) -> tuple[Visitor, UUID]:
    """Sign a client in to the portal; return the browser and the session's id."""
    asking = f"browser of {email}"
    sign_in.ask_for_link(email=email, browser=asking, ip=email)
    minted = sign_in.mint_link(SignInLink.objects.order_by("-pk").first().pk)
    signed_in = sign_in.sign_in(token=minted.token, browser=asking, code="", device="A browser", by_hand=True)
    cookies = {settings.PORTAL_COOKIE_NAME: f"in.{signed_in.key}"}
    return Visitor(Surface.WORKSPACE, current_tenant(), cookies), signed_in.session.pk
