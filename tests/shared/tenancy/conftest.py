import importlib
import shutil
import sys
from pathlib import Path

import pytest

from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.provisioning import top_up_spares

ADD_FIELD = """
        migrations.AddField("client", "nickname", models.CharField(max_length=40, db_default="")),
        migrations.AddIndex("client", models.Index(fields=["nickname"], name="clients_client_nickname")),
"""


@pytest.fixture
def spares(own_database):
    """Three schemas at the state before the next release."""
    top_up_spares(3)
    rows = TenantSchema.objects.filter(state=SchemaState.SPARE).order_by("pk")
    return list(rows.values_list("schema_name", flat=True))


@pytest.fixture
def next_release(tmp_path, settings, monkeypatch):
    """Return a function that adds one migration to the clients app, as the next release would."""
    source = Path(importlib.import_module("tenant_apps.clients.migrations").__file__).parent
    package = f"next_{tmp_path.name}".replace("-", "_")
    target = tmp_path / package
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in source.glob("0*.py"))
    monkeypatch.syspath_prepend(tmp_path)

    def release(operations=ADD_FIELD, preamble="", atomic=True):
        (target / "0900_next.py").write_text(
            f"from django.db import migrations, models\n{preamble}\n\n"
            f"class Migration(migrations.Migration):\n    atomic = {atomic}\n"
            f"    dependencies = [('clients', '{last}')]\n    operations = [{operations}]\n"
        )
        importlib.invalidate_caches()
        settings.MIGRATION_MODULES = {"clients": package}

    yield release
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]
