import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("inquiries", "0006_trigrams"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="brief",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("email"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("phone"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("location"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("preferences"), name="gin_trgm_ops"
                ),
                name="brief_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="brief",
            index=models.Index(django.db.models.functions.text.Upper("email"), name="brief_email"),
        ),
        AddIndexConcurrently(
            model_name="brief",
            index=models.Index(
                django.db.models.functions.text.Right(
                    models.Func(
                        models.F("phone"),
                        models.Value("\\D"),
                        models.Value(""),
                        models.Value("g"),
                        function="regexp_replace",
                        output_field=models.CharField(),
                    ),
                    8,
                ),
                name="brief_phone",
            ),
        ),
        AddIndexConcurrently(
            model_name="inquiry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("email"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("company"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("message"), name="gin_trgm_ops"
                ),
                name="inquiry_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="inquiry",
            index=models.Index(django.db.models.functions.text.Upper("email"), name="inquiry_email"),
        ),
        AddIndexConcurrently(
            model_name="briefentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("words"), name="gin_trgm_ops"
                ),
                name="brief_entry_words",
            ),
        ),
        AddIndexConcurrently(
            model_name="inquiryentry",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("words"), name="gin_trgm_ops"
                ),
                name="inquiry_entry_words",
            ),
        ),
    ]
