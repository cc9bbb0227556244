"""Where an embedded stack lives and listens: the demo's on fixed ports, the tests' on free ones."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from shared_apps.stack import locks
from shared_apps.stack.credentials import load_credentials, write_private
from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import LOOPBACK, free_block, is_free

REPOSITORY = Path(__file__).resolve().parents[2]
PORT_BLOCK = 16
ADMIN_GAP = 10_000


@dataclass(frozen=True)
class Ports:
    """The first port of each service; S3 also takes the eight after its own."""

    postgres: int
    valkey: int
    s3: int
    web: int


@dataclass(frozen=True)
class Profile:
    """One embedded stack: its name, its folder, its ports, whether its data must outlive a power cut."""

    name: str
    home: Path
    ports: Ports
    durable: bool = True
    bucket: str = "dialog"
    database: str = "dialog"

    @property
    def credentials(self) -> dict[str, str]:
        """Return the secrets, shared by the profiles of one folder."""
        return load_credentials(self.home.parent / "secrets.json")


def var_root() -> Path:
    """Return the folder all profiles live in (DIALOG_VAR, else `var` of the repository)."""
    return Path(os.environ.get("DIALOG_VAR") or REPOSITORY / "var").resolve()


def profile(name: str) -> Profile:
    """Return the profile of a name: `demo` or `test`."""
    if name == "demo":
        return Profile("demo", var_root() / "demo", _demo_ports())
    if name == "test":
        home = var_root() / "test"
        return Profile("test", home, _test_ports(home), durable=False)
    raise StackError(f"There is no stack profile named {name!r}: it is `demo` or `test`.")


def environment(name: str = "demo") -> dict[str, str]:
    """Return the environment variables under which the application uses an embedded stack."""
    return environment_of(profile(name))


def environment_of(stack: Profile) -> dict[str, str]:
    """Return the environment variables of one profile."""
    keys, ports = stack.credentials, stack.ports
    s3 = f"http://{LOOPBACK}:{ports.s3}"
    broker = f"redis://:{keys['valkey']}@{LOOPBACK}:{ports.valkey}"
    variables = {
        "DIALOG_ENV": "test" if stack.name == "test" else "dev",
        "VAR_DIR": str(stack.home),
        "DATABASE_HOST": LOOPBACK,
        "DATABASE_PORT": str(ports.postgres),
        "DATABASE_NAME": stack.database,
        "DATABASE_SSLMODE": "disable",
        "BROKER_URL": f"{broker}/0",
        "CACHE_URL": f"{broker}/1",
        "S3_ENDPOINT": s3,
        "S3_PUBLIC_ENDPOINT": s3,
        "S3_BUCKET": stack.bucket,
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY": keys["s3_access_key"],
        "S3_SECRET_KEY": keys["s3_secret_key"],
        "SECRET_KEY": keys["secret_key"],
        "KEY_ENCRYPTION_KEY": keys["key_encryption_key"],
        "SIGNING_KEY": keys["signing_key"],
        "SITE_HOST": f"localhost:{ports.web}",
        "APP_HOST": f"app.localhost:{ports.web}",
        "SCHEME": "http",
    }
    for role in ("owner", "controller", "processor"):
        variables[f"DATABASE_{role.upper()}_USER"] = f"dialog_{role}"
        variables[f"DATABASE_{role.upper()}_PASSWORD"] = keys[f"database_{role}"]
    if stack.name == "test":
        variables["DIALOG_SUPERUSER_DSN"] = superuser_dsn(stack)
    return variables


def fill_environment(name: str) -> None:
    """Point every service the environment does not name at an embedded one."""
    os.environ.update(missing_environment(profile(name)))


def missing_environment(stack: Profile) -> dict[str, str]:
    """Return the environment of a stack without what is given already."""
    return {variable: value for variable, value in environment_of(stack).items() if not given(variable)}


def given(variable: str) -> bool:
    """Tell whether the environment says this, itself or by a file; empty says: none."""
    return variable in os.environ or f"{variable}_FILE" in os.environ


def superuser_dsn(stack: Profile) -> str:
    """Return the address of the embedded cluster's superuser, for set-up and tests only."""
    password = stack.credentials["postgres_superuser"]
    return f"postgresql://postgres:{password}@{LOOPBACK}:{stack.ports.postgres}/postgres"


def role_passwords(stack: Profile) -> dict[str, str]:
    """Return the password of each of the application's three login roles."""
    return {role: stack.credentials[f"database_{role}"] for role in ("owner", "controller", "processor")}


def _demo_ports() -> Ports:
    return Ports(
        postgres=_port("DIALOG_PG_PORT", 55432),
        valkey=_port("DIALOG_VALKEY_PORT", 56379),
        s3=_port("DIALOG_S3_PORT", 58333),
        web=_port("DIALOG_WEB_PORT", 8000),
    )


def _port(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise StackError(f"{variable} must be a port between 1024 and 65535, not {text!r}.")
    return int(text)


def _test_ports(home: Path) -> Ports:
    """Keep the ports of a running stack, or of the last one where they are still free."""
    kept = home / "ports.json"
    with locks.exclusive(home / "ports.lock"):
        known = _read_ports(kept)
        if known and (locks.is_held(home / "keeper.lock") or _all_free(known)):
            return known
        first = free_block(PORT_BLOCK, also=ADMIN_GAP)
        chosen = Ports(s3=first, postgres=first + 10, valkey=first + 11, web=first + 12)
        write_private(kept, json.dumps(asdict(chosen)))
    return chosen


def _read_ports(path: Path) -> Ports | None:
    try:
        return Ports(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _all_free(ports: Ports) -> bool:
    return all(is_free(port) for port in (ports.postgres, ports.valkey, *s3_ports(ports.s3)))


def s3_ports(first: int) -> list[int]:
    """Return every port the S3 service takes: nine in a row and the one its admin part insists on."""
    return [*range(first, first + 9), first + 8 - ADMIN_GAP]
