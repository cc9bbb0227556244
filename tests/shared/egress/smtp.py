"""A mail server on the loopback for the tests: it speaks STARTTLS or refuses to, and falls silent when told to."""

import asyncio
import ssl
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class MailServer:
    """`received` holds what was accepted; `answers` overrides the reply to a command, None hangs up instead."""

    def __init__(self, tls=None):
        self.tls, self.received, self.answers, self.port = tls, [], {}, 0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def start(self):
        self.server = self.run(asyncio.start_server(self.serve, "127.0.0.1", self.port))
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def stop(self):
        self.server.close()
        self.run(asyncio.sleep(0))

    def close(self):
        self.stop()
        self.run(self.hang_up())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()

    async def hang_up(self):
        talking = asyncio.all_tasks() - {asyncio.current_task()}
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(5)

    async def serve(self, reader, writer):
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def talk(self, reader, writer):
        writer.write(b"220 test\r\n")
        secure = False
        while line := await reader.readline():
            verb = line.split()[0].upper().decode()
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                content = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                if "DATA" not in self.answers or "keeps" in self.answers:
                    self.received.append(message_from_bytes(content, policy=policy.default))
            said = self.answers.get(verb, self.usual(verb, secure=secure))
            if said is None:
                return
            writer.write(said.encode() + b"\r\n")
            if verb == "STARTTLS" and said.startswith("220"):
                await writer.start_tls(self.tls)
                secure = True
            if verb == "QUIT":
                return

    def usual(self, verb, *, secure):
        if verb == "EHLO":
            return "250-test\r\n250-STARTTLS\r\n250 8BITMIME" if self.tls and not secure else "250 test"
        return {"STARTTLS": "220 ready", "QUIT": "221 bye", "DATA": "250 taken"}.get(verb, "250 ok")


def certificate(folder):
    """Return the path of a fresh self-signed certificate for the loopback and the server's context for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(encoding))
    secret.write_bytes(key.private_bytes(encoding, private, serialization.NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, secret)
    return cert, context
