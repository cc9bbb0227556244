"""The one door to other people's web servers: registered hosts, TLS, public addresses, bounded time and size (P31).

answer = request("GET", "https://api.example.com/rates", provider="rates", purpose="production")

No proxy, no cookie, no retry and no redirect to another host; the name is looked up once and the address that was
checked is the address that is called.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

from shared_apps.core.errors import DomainError, Unavailable
from shared_apps.egress.addresses import public_addresses
from shared_apps.egress.gate import EgressRefused, allow

TIMEOUT = 15.0
CONNECT = 5.0
LIMIT = 4 * 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = 3
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


class InsecureAddress(EgressRefused):
    message = "Providers are reached over TLS only."


class RedirectRefused(EgressRefused):
    message = "The provider sent us to another host."


class AnswerTooLarge(DomainError):
    message = "The provider's answer is larger than it may be."


class ProviderUnreachable(Unavailable):
    message = "The provider does not answer right now. It will be tried again."


@dataclass(frozen=True)
class Answer:
    """What a provider answered; header names are small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class _Call:
    method: str
    headers: Mapping[str, str]
    body: bytes | None
    limit: int
    deadline: float

    @property
    def seconds_left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise ProviderUnreachable
        return left


def request(
    method: str,
    url: str,
    *,
    provider: str,
    purpose: str,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = TIMEOUT,
    limit: int = LIMIT,
) -> Answer:
    """Call a registered provider; ``timeout`` is in seconds for everything together, ``limit`` in bytes.

    Raises EgressRefused, ProviderUnreachable, AnswerTooLarge.
    """
    if method not in METHODS:
        raise ValueError(f"{method} is not a method of this door")
    call = _Call(method, dict(headers or {}), body, limit, time.monotonic() + timeout)
    first = urlsplit(url)
    for _ in range(REDIRECTS + 1):
        target = _checked(url, provider, purpose)
        answer = _send(target, call)
        if method not in {"GET", "HEAD"} or answer.status not in {301, 302, 303, 307, 308}:
            return answer
        url = urljoin(url, answer.headers.get("location", ""))
        if urlsplit(url)[:2] != first[:2]:
            break
    raise RedirectRefused


def _checked(url: str, provider: str, purpose: str) -> SplitResult:
    """Ask the gate for the host of an address; raises EgressRefused."""
    target = urlsplit(url)
    host = target.hostname or ""
    is_here = settings.DEMO and host in {"127.0.0.1", "localhost", "::1"}
    is_plain = target.scheme == "http" and is_here
    if not host or target.username is not None or not (target.scheme == "https" or is_plain):
        raise InsecureAddress
    if not is_here and (target.port or 443) != 443:
        raise InsecureAddress("Providers are reached at the port for TLS only.")
    allow(provider, purpose, host=host)
    return target


def _send(target: SplitResult, call: _Call) -> Answer:
    host = target.hostname or ""
    port = target.port or (443 if target.scheme == "https" else 80)
    address = public_addresses(host, port)[0]
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    wanted = {"Host": target.netloc, "Accept-Encoding": "identity", "User-Agent": "dialog", **call.headers}
    pool = _pool(target.scheme, address, port, host, call)
    try:
        response = pool.urlopen(
            call.method,
            path,
            body=call.body,
            headers=wanted,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            assert_same_host=False,
        )
        return Answer(response.status, _plain(response.headers), _read(response, call))
    except (HTTPError, OSError) as error:
        raise ProviderUnreachable from error
    finally:
        pool.close()


def _pool(scheme: str, address: str, port: int, host: str, call: _Call) -> urllib3.HTTPConnectionPool:
    """Return connections to the address that was checked, which must hold the certificate of the name."""
    left = call.seconds_left
    timeout = urllib3.Timeout(connect=min(CONNECT, left), read=left)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, maxsize=1)
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, maxsize=1, ssl_context=context, server_hostname=host, assert_hostname=host
    )


def _read(response: urllib3.BaseHTTPResponse, call: _Call) -> bytes:
    """Read an answer in pieces, so that neither its size nor its slowness has no end."""
    body = bytearray()
    while call.seconds_left and (chunk := response.read1(min(CHUNK, call.limit + 1 - len(body)), decode_content=False)):
        body += chunk
        if len(body) > call.limit:
            raise AnswerTooLarge
    return bytes(body)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
