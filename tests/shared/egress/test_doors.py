"""The doors: to the web by TLS to registered hosts at public addresses, to the store by the register, nowhere else."""

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from shared_apps.egress import addresses, gate, web
from shared_apps.providers.models import Provider
from shared_apps.providers.operations import raise_objection
from shared_apps.storage import objects
from shared_apps.storage.keys import Area, tenant_key
from tests.support.people import make_member
from tests.support.sockets import OutsideReached

PARTNER = {"provider": "partner", "purpose": "production"}


class Partner(BaseHTTPRequestHandler):
    """A provider's server that answers as the address says."""

    def do_GET(self):
        answer = {"/big": self.big, "/drip": self.drip, "/elsewhere": self.elsewhere, "/moved": self.moved}
        answer.get(self.path, self.plain)()

    do_POST = do_GET  # noqa: N815 -- the server asks for this name

    def say(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def plain(self):
        self.say(200, f"{self.command} {self.path} {self.headers['Host']}".encode(), **{"Set-Cookie": "a=b"})

    def big(self):
        self.say(200, b"x" * 5000)

    def drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def elsewhere(self):
        self.say(302, Location="http://169.254.169.254/latest/meta-data/")

    def moved(self):
        self.say(302, Location="/here")

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def partner(db):
    """A provider on this machine, registered and active."""
    Provider.objects.create(
        key="partner",
        name="Partner",
        category="partner",
        purposes=["production"],
        hosts=["localhost", "127.0.0.1", "api.example.com"],
        is_in_house=True,
        state="active",
        active_from="2020-01-01",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def here(partner):
    return f"http://127.0.0.1:{partner.server_port}"


def test_a_registered_provider_answers(here, partner):
    answer = web.request("GET", f"{here}/rates?day=1", **PARTNER)

    assert (answer.status, answer.body) == (200, f"GET /rates?day=1 127.0.0.1:{partner.server_port}".encode())
    assert answer.headers["set-cookie"] == "a=b"


def test_a_redirect_within_the_host_is_followed_and_to_another_is_refused(here):
    assert web.request("GET", f"{here}/moved", **PARTNER).body.startswith(b"GET /here")
    assert web.request("POST", f"{here}/moved", body=b"x", **PARTNER).status == 302
    with pytest.raises(web.RedirectRefused):
        web.request("GET", f"{here}/elsewhere", **PARTNER)


def test_an_answer_has_a_size_and_a_time(here):
    assert len(web.request("GET", f"{here}/big", limit=5000, **PARTNER).body) == 5000
    with pytest.raises(web.AnswerTooLarge):
        web.request("GET", f"{here}/big", limit=4999, **PARTNER)
    began = time.monotonic()
    with pytest.raises(web.ProviderUnreachable):
        web.request("GET", f"{here}/drip", timeout=0.5, **PARTNER)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("http://api.example.com/", web.InsecureAddress),
        ("https://user@api.example.com/", web.InsecureAddress),
        ("https://api.example.com:8443/", web.InsecureAddress),
        ("ftp://api.example.com/", web.InsecureAddress),
        ("//api.example.com/", web.InsecureAddress),
        ("https://evil.example.com/", gate.HostRefused),
        ("https://api.example.com.evil.example/", gate.HostRefused),
        ("https://169.254.169.254/", gate.HostRefused),
    ],
)
def test_an_address_that_is_not_registered_or_not_safe_is_refused(partner, url, refused):
    with pytest.raises(refused):
        web.request("GET", url, **PARTNER)


def test_without_the_demo_this_machine_is_not_reached(here, settings):
    settings.DEMO = False

    with pytest.raises(web.InsecureAddress):
        web.request("GET", here, **PARTNER)
    with pytest.raises(addresses.AddressRefused):
        web.request("GET", "https://localhost/", **PARTNER)


def test_a_name_that_points_inside_is_refused_even_by_one_of_its_addresses(partner, monkeypatch):
    found = [(socket.AF_INET, 0, 0, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.8")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_args, **_named: found)

    with pytest.raises(addresses.AddressRefused):
        web.request("GET", "https://api.example.com/", **PARTNER)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("127.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_only_public_addresses_are_called(settings, address, allowed):
    settings.DEMO = False

    assert addresses.is_allowed(address) is allowed


def test_a_certificate_of_nobody_we_trust_is_refused(partner, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "server.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None
    threading.Thread(target=server.serve_forever, daemon=True).start()

    with pytest.raises(web.ProviderUnreachable):
        web.request("GET", f"https://localhost:{server.server_port}/", **PARTNER)
    server.shutdown()
    server.server_close()


def self_signed(path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(encoding))
    return path


def test_what_lies_in_the_store_can_be_fetched_and_deleted_after_an_objection(jeweler_a, jeweler_b):
    owner = make_member(jeweler_a, "owner")
    key = tenant_key(jeweler_a, Area.FILES)
    objects.put(jeweler_a, key, b"before")
    raise_objection(jeweler_a.id, Provider.objects.get(key="storage"), by=owner)

    with pytest.raises(gate.JewelerObjects):
        objects.put(jeweler_a, tenant_key(jeweler_a, Area.FILES), b"after")
    assert objects.get(jeweler_a, key) == b"before"
    objects.delete(jeweler_a, key)
    with pytest.raises(objects.ObjectMissing):
        objects.head(jeweler_a, key)
    other = tenant_key(jeweler_b, Area.FILES)
    objects.put(jeweler_b, other, b"goes on")
    objects.delete(jeweler_b, other)


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (socket.SOCK_STREAM, lambda one: one.connect(("10.0.0.1", 80))),
        (socket.SOCK_STREAM, lambda one: one.connect_ex(("93.184.216.34", 80))),
        (socket.SOCK_DGRAM, lambda one: one.sendto(b"x", ("8.8.8.8", 53))),
        (socket.SOCK_STREAM, lambda _one: socket.getaddrinfo("example.com", 443)),
        (socket.SOCK_STREAM, lambda _one: socket.create_connection(("example.com", 443))),
    ],
    ids=["connect", "connect_ex", "sendto", "getaddrinfo", "create_connection"],
)
def test_the_suite_reaches_no_other_machine(kind, act):
    with socket.socket(socket.AF_INET, kind) as one, pytest.raises(OutsideReached):
        act(one)
