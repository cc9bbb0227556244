"""Settings common to every environment; each service is an address in the environment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from config.settings.apps import *
from config.settings.env import env_int, env_secret, env_str
from config.settings.mail import mailer, reports_of
from config.settings.people import *
from config.settings.security import *
from shared_apps.tenancy.pooling import check_if_stirred

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env_str("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]

SECRET_KEY = env_secret("SECRET_KEY")
KEY_ENCRYPTION_KEY = env_secret("KEY_ENCRYPTION_KEY")
KEY_ENCRYPTION_KEY_PREVIOUS = env_secret("KEY_ENCRYPTION_KEY_PREVIOUS", "")
SIGNING_KEY = env_secret("SIGNING_KEY")
DEBUG = False
DEMO = False

# Hosts
SCHEME = env_str("SCHEME", "http")
SITE_HOST = env_str("SITE_HOST", "localhost:8000")
APP_HOST = env_str("APP_HOST", "app.localhost:8000")
ALLOWED_HOSTS = [SITE_HOST.partition(":")[0], "." + APP_HOST.partition(":")[0]]

# The two halves
_server = {
    "NAME": env_str("DATABASE_NAME", "dialog"),
    "HOST": env_str("DATABASE_HOST", "127.0.0.1"),
    "PORT": env_str("DATABASE_PORT", "55432"),
}
_ssl = {
    k: v
    for k, v in {
        "sslmode": env_str("DATABASE_SSLMODE", ""),
        "sslrootcert": env_str("DATABASE_SSLROOTCERT", ""),
    }.items()
    if v
}


def _login(role: str) -> dict[str, str]:
    user = env_str(f"DATABASE_{role}_USER", f"dialog_{role.lower()}")
    return {"USER": user, "PASSWORD": env_secret(f"DATABASE_{role}_PASSWORD")}


# Opened by tenancy.owner alone: migrations, provisioning, deletion. Web processes are started without it.
DATABASE_OWNER = {
    "USER": env_str("DATABASE_OWNER_USER", "dialog_owner"),
    "PASSWORD": env_secret("DATABASE_OWNER_PASSWORD", ""),
}
# A pool is for processes that stay; a command has one connection and ends with it (DATABASE_POOL=0).
_pool_size = env_int("DATABASE_POOL", 8)
_pool = (
    {"pool": {"min_size": 1, "max_size": _pool_size, "timeout": 10, "check": check_if_stirred}} if _pool_size else {}
)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_server,
        **_login("PROCESSOR"),
        "ENGINE": "shared_apps.tenancy.backend",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**_ssl, "server_side_binding": True, **_pool},
    },
    "controller": {
        **_server,
        **_login("CONTROLLER"),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**_ssl, "server_side_binding": True, **_pool, "options": "-c search_path=public"},
    },
}
DATABASE_ROUTERS = ["shared_apps.tenancy.router.HalvesRouter"]
TENANT_SYNC_ROUTER = "shared_apps.tenancy.router.HalvesRouter"
TENANT_MODEL = "jewelers.Jeweler"
TENANT_DOMAIN_MODEL = "jewelers.Domain"
PUBLIC_SCHEMA_NAME = "public"
GET_EXECUTOR_FUNCTION = "shared_apps.tenancy.replay.get_executor"
JEWELER_JOB_MODEL = "audit.Job"
JEWELER_SENT_MAIL_MODEL = "audit.SentMail"
SPARE_SCHEMAS = env_int("SPARE_SCHEMAS", 3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Queue and cache
BROKER_URL = env_secret("BROKER_URL", "")
CELERY_BROKER_URL = BROKER_URL
JOB_LEASE_SECONDS = env_int("JOB_LEASE_SECONDS", 300)

# Promises with a clock
EXPORT_DAYS = env_int("EXPORT_DAYS", 7)
COOLING_OFF_DAYS = env_int("COOLING_OFF_DAYS", 7)
BACKUP_DAYS = env_int("BACKUP_DAYS", 30)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env_secret("CACHE_URL", BROKER_URL),
        "KEY_FUNCTION": "shared_apps.tenancy.cache.make_key",
    }
}

# Files
S3_ENDPOINT = env_str("S3_ENDPOINT", "")
S3_PUBLIC_ENDPOINT = env_str("S3_PUBLIC_ENDPOINT", S3_ENDPOINT)
S3_BUCKET = env_str("S3_BUCKET", "dialog")
S3_REGION = env_str("S3_REGION", "us-east-1")
S3_ACCESS_KEY = env_secret("S3_ACCESS_KEY")
S3_SECRET_KEY = env_secret("S3_SECRET_KEY")

# The outside providers of a production installation, entered into the register at release.
PROVIDERS: list[dict[str, object]] = json.loads(env_str("PROVIDERS", "[]"))
# Which of them stands behind each door, where data lies, and how long a decision of the gate is remembered.
MAIL_PROVIDER = env_str("MAIL_PROVIDER", "mail")
STORAGE_PROVIDER = env_str("STORAGE_PROVIDER", "storage")
DATABASE_REGION = env_str("DATABASE_REGION", "")
ANALYSIS_REGION = env_str("ANALYSIS_REGION", "")
EGRESS_MEMORY_SECONDS = 3
# How long jewelers may object before a material change takes effect.
OBJECTION_DAYS = env_int("OBJECTION_DAYS", 30)

# Mail
MAIL_URL = env_secret("MAIL_URL", "")
MAIL_FROM = env_str("MAIL_FROM", "DIA'LOG <hello@dialogjewelers.com>")
SECURITY_CONTACT_EXPIRES = env_str("SECURITY_CONTACT_EXPIRES", "2027-11-30")
INTAKE_EMAIL = env_str("INTAKE_EMAIL", "hello@dialogjewelers.com")
MAILERS = {"default": mailer(MAIL_URL)}
# What the provider says became of a mail arrives at /hooks/mail/ of the App, under this "user:password".
MAIL_REPORTS = reports_of(MAIL_URL)
MAIL_HOOK_SECRET = env_secret("MAIL_HOOK_SECRET", "")

# What we promise those who write to us, in working hours: somebody has read it, somebody has answered it
ACKNOWLEDGE_HOURS = 1
ANSWER_HOURS = 9

# Working hours, in which the clocks of introductions run (core.working_hours)
WORKING_ZONE = "Asia/Hong_Kong"
WORKING_HOURS = (9, 18)
WORKING_WEEKDAYS = frozenset(range(5))
# The general holidays the Government gazettes each May for the year after; those on Saturdays and Sundays are left out.
PUBLIC_HOLIDAYS = frozenset(
    f"{year}-{day}"
    for year, days in {
        2026: "01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25",
        2027: "01-01 02-08 02-09 03-26 03-29 04-05 05-13 06-09 07-01 09-16 10-01 10-08 12-27",
    }.items()
    for day in days.split()
)
# Introductions: working hours a jeweler has to answer, days a person has to choose, rows a clock takes at once.
ANSWER_INTRODUCTION_HOURS = env_int("ANSWER_INTRODUCTION_HOURS", 4)
CHOICE_DAYS = env_int("CHOICE_DAYS", 14)
CLOCK_BATCH = 200

# Pages
ROOT_URLCONF = "config.urls.app"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "shared_apps.ui.forms.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.surface",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "shared_apps.ui.finders.BundleFinder",
    "public_site.finders.PictureFinder",
]
STATIC_ROOT = Path(env_str("STATIC_ROOT", str(VAR_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文")]
TIME_ZONE = "Asia/Hong_Kong"
USE_TZ = True
