from __future__ import annotations

from shared_apps.accounts.operations.leaving import close_accounts
from shared_apps.core.erasers import register

register("accounts.close", close_accounts)
