"""SeaweedFS from its wheel: an S3 that lives in one folder."""

import json
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from shared_apps.stack.credentials import write_private
from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import LOOPBACK
from shared_apps.stack.profiles import s3_ports
from shared_apps.stack.service import Service

PORTS = ("s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "volume.port", "volume.port.grpc")


class Seaweed(Service):
    """The object store."""

    name = "s3"
    title = "the object store (SeaweedFS)"

    def ports(self) -> dict[int, str]:
        """Return the ports of the store's parts; all move together."""
        return dict.fromkeys(s3_ports(self.stack.ports.s3), "DIALOG_S3_PORT")

    def prepare(self) -> None:
        """Write the one identity of the store and its options where other users cannot read them."""
        super().prepare()
        shutil.rmtree(self.data / "logs", ignore_errors=True)
        (self.data / "logs").mkdir()
        keys = self.stack.credentials
        identity = {
            "name": "dialog",
            "credentials": [{"accessKey": keys["s3_access_key"], "secretKey": keys["s3_secret_key"]}],
            "actions": ["Admin", "Read", "List", "Tagging", "Write"],
        }
        write_private(self.data / "identities.json", json.dumps({"identities": [identity]}))
        options = "".join(f"{name}={value}\n" for name, value in self._options().items())
        write_private(self.data / "options.conf", options)

    def command(self) -> list[str]:
        """Return `weed mini`: `weed server` takes 15 s and more to stop."""
        return [str(_binary()), "-logdir=logs", "-v=0", "mini", "-options=options.conf"]

    def variables(self) -> Mapping[str, str]:
        """Return the keys without which its inner ports would answer anybody."""
        keys = self.stack.credentials
        return {
            # Without a limit a 60 MB upload leaves 600 MB behind; at 256 MiB it collects garbage without end.
            "GOMEMLIMIT": "512MiB",
            "WEED_S3_SSE_KEK_PASSPHRASE": keys["weed_kek_passphrase"],
            "WEED_JWT_SIGNING_KEY": keys["weed_jwt"],
            "WEED_JWT_FILER_SIGNING_KEY": keys["weed_jwt_filer"],
            "WEED_JWT_FILER_SIGNING_READ_KEY": keys["weed_jwt_filer_read"],
        }

    def is_ready(self) -> bool:
        """Tell whether the S3 part answers; it is the last to start."""
        address = f"http://{LOOPBACK}:{self.stack.ports.s3}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _options(self) -> dict[str, str | int]:
        first = self.stack.ports.s3
        named = dict(zip((*PORTS, "filer.port", "filer.port.grpc"), range(first, first + 8), strict=True))
        return {
            "dir": ".",
            "ip": LOOPBACK,
            "ip.bind": LOOPBACK,
            "bucket": self.stack.bucket,
            "s3.config": "identities.json",
            "s3.autoCreateBucket": "false",
            "s3.port.iceberg": 0,
            "s3.port.lance": 0,
            # A relative socket path: an absolute one may exceed what the kernel allows (108 bytes).
            "s3.localSocket": "s3.sock",
            "filer.localSocket": "filer.sock",
            "webdav": "false",
            "admin.ui": "false",
            "admin.user": "admin",
            "admin.password": self.stack.credentials["weed_admin"],
            # Its worker looks for the admin part's second port 10,000 above the first, whatever is set.
            "admin.port": s3_ports(first)[-1],
            "admin.port.grpc": first + 8,
            "master.telemetry": "false",
            "volume.preStopSeconds": 0,
            **named,
        }


@cache
def _binary() -> Path:
    found = Path(sys.prefix) / "bin" / "weed"
    if not found.exists():
        raise StackError("The embedded object store is not installed: run `make setup`, or set S3_ENDPOINT.")
    return found
