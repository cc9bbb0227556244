"""Take over the introductions from ``inquiries``: the table, its rows and its constraints stay as they are."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("inquiries", "0001_initial"),
        ("jewelers", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Introduction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=django.db.models.functions.uuid.UUID7(),
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                        ),
                        ("introduced_by_id", models.UUIDField()),
                        ("fields_shared", models.JSONField(default=list)),
                        ("delivered_at", models.DateTimeField(null=True)),
                        (
                            "brief",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="introductions",
                                to="inquiries.brief",
                            ),
                        ),
                        (
                            "jeweler",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="introductions",
                                to="jewelers.jeweler",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "inquiries_introduction",
                        "constraints": [models.UniqueConstraint(fields=("brief", "jeweler"), name="introduction_once")],
                    },
                ),
            ],
        ),
    ]
