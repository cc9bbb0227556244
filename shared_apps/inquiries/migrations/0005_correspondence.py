import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0004_threads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BriefEntry",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "Reply by mail"),
                            ("call", "Spoken to"),
                            ("received", "They wrote"),
                            ("note", "Internal note"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(max_length=5000)),
                ("by_id", models.UUIDField(null=True)),
                ("said_at", models.DateTimeField()),
                ("template", models.CharField(blank=True, db_default="", default="", max_length=40)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hant", "繁體中文")],
                        db_default="en",
                        default="en",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("mail_id", models.UUIDField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "received",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="inquiries.brief"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InquiryEntry",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "Reply by mail"),
                            ("call", "Spoken to"),
                            ("received", "They wrote"),
                            ("note", "Internal note"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(max_length=5000)),
                ("by_id", models.UUIDField(null=True)),
                ("said_at", models.DateTimeField()),
                ("template", models.CharField(blank=True, db_default="", default="", max_length=40)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hant", "繁體中文")],
                        db_default="en",
                        default="en",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("mail_id", models.UUIDField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "received",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="inquiries.inquiry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=500)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("account", "name"), name="saved_view_name_once"),
        ),
    ]
