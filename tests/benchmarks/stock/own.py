"""Our own settings, for a rival process that must not carry what the runner changed."""

import os

from config.settings.test import *

WHITENOISE_AUTOREFRESH = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if "BENCH_MIGRATIONS" in os.environ:
    MIGRATION_MODULES = {"clients": "bench_migrations"}
