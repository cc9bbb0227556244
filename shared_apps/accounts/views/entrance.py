"""The App host's side of entering a workspace or the console; the other side is ``views.passage``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account
from shared_apps.accounts.paths import local_path
from shared_apps.accounts.queries import is_member, may_enter
from shared_apps.accounts.views.marks import account_of, is_fresh, is_navigation, session_of
from shared_apps.core.http import refusal, signed_in
from shared_apps.tenancy.context import Tenant, tenant_by_slug
from shared_apps.tenancy.errors import UnknownJeweler
from shared_apps.tenancy.hosts import Surface, host_on, url_on

MFA_WAYS = "mfa_reauthenticate"
STATE_LENGTH = 43


@dataclass(frozen=True)
class Destination:
    surface: Surface
    tenant: Tenant | None = None

    def url(self, path: str, **query: str) -> str:
        return url_on(self.surface, f"{path}?{urlencode(query)}", self.tenant)


@require_GET
@signed_in
def entrance(request: HttpRequest, where: str) -> HttpResponse:
    """Prove again who one is if asked to, then pass on to the other host, for the browser that came from there."""
    if not is_navigation(request):
        return refusal(request, operations.HandOffRefused(), status=403)
    path = local_path(request.GET.get("next"))
    asks_fresh = request.GET.get("fresh") == "1"
    destination = _destination(account_of(request), where)
    if _must_prove(request, destination, asks_fresh=asks_fresh):
        return _prove(request, destination)
    if destination.surface is Surface.APP:
        return HttpResponseRedirect(path)
    state = request.GET.get("state", "")
    if len(state) != STATE_LENGTH:
        fresh = {"fresh": "1"} if asks_fresh else {}
        return HttpResponseRedirect(destination.url("/session/start/", next=path, **fresh))
    return HttpResponseRedirect(destination.url("/session/open/", token=_token(request, destination, state), next=path))


def _destination(account: Account, where: str) -> Destination:
    """Find where to; what does not exist and what is closed to this person are the same 404."""
    if where == Surface.APP:
        return Destination(Surface.APP)
    if where == Surface.CONSOLE:
        if not account.is_staff:
            raise Http404
        return Destination(Surface.CONSOLE)
    try:
        tenant = tenant_by_slug(where)
    except UnknownJeweler:
        raise Http404 from None
    if not may_enter(account, tenant.id):
        raise Http404
    return Destination(Surface.WORKSPACE, tenant)


def _must_prove(request: HttpRequest, destination: Destination, *, asks_fresh: bool) -> bool:
    if asks_fresh and not is_fresh(request):
        return True
    if not _asks_second_factor(account_of(request), destination):
        return False
    records = get_authentication_records(request, account_of(request))
    return not any(record.get("method") == "mfa" for record in records)


def _asks_second_factor(account: Account, destination: Destination) -> bool:
    """Staff prove theirs in this very session, for the console and wherever they come as guests."""
    if destination.surface is Surface.CONSOLE:
        return True
    return account.is_staff and destination.tenant is not None and not is_member(account, destination.tenant.id)


def _prove(request: HttpRequest, destination: Destination) -> HttpResponse:
    ways = get_adapter().get_reauthentication_methods(account_of(request))
    if _asks_second_factor(account_of(request), destination):
        ways = [way for way in ways if way["id"].startswith(MFA_WAYS)]
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': request.get_full_path()})}")


def _token(request: HttpRequest, destination: Destination, state: str) -> str:
    account, session = account_of(request), session_of(request)
    jeweler_id = destination.tenant.id if destination.tenant else None
    if jeweler_id and is_member(account, jeweler_id):
        operations.mirror_member(account_id=account.pk, jeweler_id=jeweler_id)
    at, opener = session.authenticated_at, session.row_id
    if at is None or opener is None:
        raise Http404
    return operations.create_hand_off(
        account,
        session_id=opener,
        host=host_on(destination.surface, destination.tenant),
        jeweler_id=jeweler_id,
        state=state,
        authenticated_at=at,
    )
