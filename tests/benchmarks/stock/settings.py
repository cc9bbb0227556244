"""The same apps under stock django-tenants: one connection, one login, a search path that ends in public."""

import os

from config.settings.test import *

WHITENOISE_AUTOREFRESH = False
_database = {**DATABASES["default"], **DATABASE_OWNER, "ENGINE": "django_tenants.postgresql_backend"}
DATABASES = {"default": _database}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_SYNC_ROUTER = "django_tenants.routers.TenantSyncRouter"
TENANT_MODEL = "stock.Workspace"
TENANT_DOMAIN_MODEL = "stock.Host"
del GET_EXECUTOR_FUNCTION
# First, so that its own commands are the ones that run.
SHARED_APPS = ["django_tenants", "tests.benchmarks.stock", *(app for app in SHARED_APPS if app != "django_tenants")]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [
    place
    for name in MIDDLEWARE
    for place in (
        ["django_tenants.middleware.main.TenantMainMiddleware", "tests.benchmarks.stock.middleware.Workspaces"]
        if name == "shared_apps.tenancy.middleware.HostMiddleware"
        else [name]
    )
]
if "BENCH_MIGRATIONS" in os.environ:
    MIGRATION_MODULES = {"clients": "bench_migrations"}
