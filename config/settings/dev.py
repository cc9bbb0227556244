"""The demo: embedded services, mails as files, everything else as in production."""

from config.settings.base import *  # noqa: F403

DEMO = True
