"""The tests: the demo's services without durability, fast hashes."""

from shared_apps.stack import fill_environment

fill_environment("test")

from config.settings.base import *  # noqa: E402 -- reads the environment filled above

DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
COOLING_OFF_DAYS = 0
# A test changes the register and looks at once.
EGRESS_MEMORY_SECONDS = 0
