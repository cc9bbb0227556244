"""The same apps on plain Django: one connection, all tables of both halves in one schema, one jeweler, no isolation."""

from config.settings.test import *

WHITENOISE_AUTOREFRESH = False
_database = {**DATABASES["default"], **DATABASE_OWNER, "ENGINE": "django.db.backends.postgresql"}
DATABASES = {"default": _database}
DATABASE_ROUTERS = []
SHARED_APPS = [app for app in SHARED_APPS if app != "django_tenants"]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [
    "tests.benchmarks.stock.middleware.OneHouse" if name == "shared_apps.tenancy.middleware.HostMiddleware" else name
    for name in MIDDLEWARE
]
