"""DIA'LOG staff in a workspace: like a member to the pages, but never one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.core.errors import DomainError
from shared_apps.core.roles import Granted
from shared_apps.support.areas import permissions_in
from shared_apps.support.models import Grant


class LookOnly(DomainError):
    message = "Support may look here, but change nothing."


@dataclass(frozen=True)
class Visitor:
    """A member of staff under one grant; stands where pages expect a member."""

    account: Account
    grant: Grant

    is_active = True
    actor_kind = "support"
    email = ""

    @property
    def role(self) -> Granted:
        return Granted(permissions_in(self.grant.areas, may_write=self.grant.may_write))

    @property
    def actor_id(self) -> UUID:
        return self.account.pk

    @property
    def account_id(self) -> UUID:
        return self.account.pk

    @property
    def pk(self) -> UUID:
        return self.account.pk

    @property
    def display_name(self) -> str:
        return self.account.name or self.account.email.partition("@")[0]

    def get_role_display(self) -> str:
        return "DIA'LOG support"
