"""Let ``introductions`` have the introductions: the table, its rows and its constraints stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0001_initial"),
        ("introductions", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Introduction")]),
    ]
