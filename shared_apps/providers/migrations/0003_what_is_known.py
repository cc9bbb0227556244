from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_changes")]

    operations = [
        migrations.AddField(
            model_name="provider",
            name="data_retention",
            field=models.CharField(blank=True, db_default="", default="", max_length=160),
        ),
        migrations.AddField(
            model_name="provider",
            name="evidence_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="provider",
            name="hosts",
            field=models.JSONField(db_default=models.Value([], output_field=models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="provider",
            name="legal_entity",
            field=models.CharField(blank=True, db_default="", default="", max_length=160),
        ),
        migrations.AddField(
            model_name="provider",
            name="regions",
            field=models.JSONField(db_default=models.Value([], output_field=models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="provider",
            name="retired_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="provider",
            name="review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="provider",
            name="terms_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="provider",
            name="terms_url",
            field=models.URLField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="provider",
            name="terms_version",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="provider",
            name="trains_on_data",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="provider",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("noticed", "Jewelers told"),
                    ("active", "Active"),
                    ("retired", "Retired"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="provider",
            name="transfer_mechanism",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "None needed"),
                    ("rmc", "Recommended Model Contractual Clauses"),
                    ("scc", "Standard Contractual Clauses"),
                    ("adequacy", "Adequacy decision"),
                ],
                default="",
                max_length=60,
            ),
        ),
        AddConstraintNotValid(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "noticed", "active", "retired"])),
                name="provider_state_closed",
            ),
        ),
        AddConstraintNotValid(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    ("is_in_house", True),
                    models.Q(
                        ("active_from__isnull", False),
                        ("review_on__isnull", False),
                        models.Q(("contract_sha256", ""), _negated=True),
                        models.Q(("legal_entity", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="provider_active_is_complete",
            ),
        ),
        AddConstraintNotValid(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category", "analysis"), ("state", "active"), _negated=True),
                    ("is_in_house", True),
                    models.Q(
                        ("terms_on__isnull", False),
                        ("trains_on_data", False),
                        models.Q(("terms_url", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="provider_analysis_never_trains",
            ),
        ),
    ]
