"""The demo: embedded services, mails as files, everything else as in production."""

from shared_apps.stack import fill_environment

fill_environment("demo")

from config.settings.base import *  # noqa: E402 -- reads the environment filled above

DEMO = True
