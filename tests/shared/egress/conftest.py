import pytest

from config.settings.mail import mailer
from shared_apps.providers.models import Provider
from shared_apps.providers.standing import forget_standings
from tests.shared.egress.smtp import MailServer, certificate


@pytest.fixture
def open_server(db, settings, tmp_path, monkeypatch):
    """Return a maker of running mail servers that our mails go to from then on."""
    made = []
    Provider.objects.filter(key="mail").update(hosts=["127.0.0.1"])
    forget_standings()

    def make(*, tls=True):
        cert, context = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        made.append(MailServer(context if tls else None).start())
        settings.MAILERS = {"default": mailer(f"smtp+tls://127.0.0.1:{made[0].port}")}
        return made[0]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def server(open_server):
    return open_server()
