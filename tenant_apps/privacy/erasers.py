from __future__ import annotations

from shared_apps.core.erasers import register
from tenant_apps.privacy.operations import expire_exports

register("privacy.expire_exports", expire_exports)
