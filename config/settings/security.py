"""Cookies, headers and what may be logged."""

from __future__ import annotations

from typing import Any

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shared_apps.tenancy.middleware.HostMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "config.middleware.PrivateCaching",
    "public_site.middleware.LanguageByAddress",
    "shared_apps.ui.middleware.RefusalPages",
    "config.middleware.SameOriginPosts",
    "config.middleware.AppSessions",
    "config.middleware.AppCsrf",
    "config.middleware.AppAuthentication",
    "config.middleware.AppMessages",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.AppMembers",
    "config.support.SupportAccess",
    "config.middleware.StaffSecondFactor",
    "config.middleware.AgreementFirst",
    "django_htmx.middleware.HtmxMiddleware",
]

# Host-only, always: no cookie of the App may ever reach the Site (P28).
SESSION_ENGINE = "shared_apps.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_DOMAIN = None
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_DOMAIN = None
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "shared_apps.ui.views.csrf_failure"
PORTAL_COOKIE_NAME = "__Host-portal"
COOKIES = {SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, PORTAL_COOKIE_NAME}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["shared_apps.storage.handlers.NamelessFileHandler"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# One log schema, an allow-list of fields: no bodies, queries, addresses, tokens or SQL values (P18).
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.AllowListFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "celery": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "botocore": {"level": "WARNING"},
        "pyvips": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        # Its INFO names credentials.
        "fido2": {"level": "WARNING"},
    },
}
