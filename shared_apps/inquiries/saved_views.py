"""Ways of looking at the inbox that each member of staff keeps under a name."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from shared_apps.accounts.models import Account
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.inquiries.models import SavedView

MOST = 20


class ViewNeedsName(DomainError):
    message = "Give the view a name of up to 60 characters."


class TooManyViews(DomainError):
    message = f"You have {MOST} views. Forget one you no longer use first."


def views_of(account: Account) -> QuerySet[SavedView]:
    """Return a person's own views by name."""
    return SavedView.objects.filter(account=account).order_by("name")


@controller_atomic()
def save_view(account: Account, *, name: str, query: str) -> SavedView:
    """Keep a view under a name; the same name again means the new one."""
    name = " ".join(name.split())
    if not (0 < len(name) <= 60) or not name.isprintable():
        raise ViewNeedsName
    Account.objects.select_for_update().get(pk=account.pk)
    others = views_of(account).exclude(name=name).count()
    if others >= MOST:
        raise TooManyViews
    view, _is_new = SavedView.objects.update_or_create(account=account, name=name, defaults={"query": query[:500]})
    return view


@controller_atomic()
def forget_view(account: Account, pk: UUID) -> bool:
    """Forget one of a person's own views; return whether there was one."""
    return bool(views_of(account).filter(pk=pk).delete()[0])
