import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jewelers", "0001_initial"),
        ("providers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Annex",
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
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("document", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProviderChange",
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
                ("kinds", models.JSONField(default=list)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("noticed", "Jewelers told"),
                            ("effective", "In effect"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_by_id", models.UUIDField(null=True)),
                ("noticed_by_id", models.UUIDField(null=True)),
                ("noticed_at", models.DateTimeField(null=True)),
                ("object_until", models.DateField(null=True)),
                ("effective_on", models.DateField(null=True)),
                ("settled_by_id", models.UUIDField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("emergency_reason", models.CharField(blank=True, default="", max_length=500)),
                ("emergency_asked_by_id", models.UUIDField(null=True)),
                ("emergency_confirmed_by_id", models.UUIDField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="providers.provider"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
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
                ("number", models.IntegerField()),
                ("valid_from", models.DateTimeField(db_index=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("noticed", "Jewelers told"),
                            ("active", "Active"),
                            ("retired", "Retired"),
                        ],
                        max_length=10,
                    ),
                ),
                ("snapshot", models.JSONField()),
                ("made_by_id", models.UUIDField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="providers.provider"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.providerchange",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ListReply",
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
                ("email", models.EmailField(max_length=254)),
                ("asked_on", models.DateField()),
                ("as_of", models.DateField()),
                ("answered_by_id", models.UUIDField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="providers.annex"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objection",
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
                ("purposes", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("raised_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "jeweler",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="objections", to="jewelers.jeweler"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="providers.provider"
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="providers.providerchange",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="providerchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "noticed", "effective", "withdrawn"])),
                name="change_state_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("proposed", "noticed"))),
                fields=("provider",),
                name="change_one_open_a_provider",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["noticed", "effective"]), _negated=True),
                    models.Q(
                        ("effective_on__isnull", False), ("noticed_at__isnull", False), ("object_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="change_is_noticed_before_it_takes_effect",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emergency_confirmed_by_id", None),
                    models.Q(
                        ("emergency_asked_by_id__isnull", False),
                        models.Q(("emergency_reason", ""), _negated=True),
                        models.Q(("emergency_confirmed_by_id", models.F("emergency_asked_by_id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="change_emergency_needs_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("jeweler", "provider", "change"),
                name="objection_stands_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("provider", "number"), name="edition_number_once"),
        ),
    ]
