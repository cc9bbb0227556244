from django.contrib.postgres.operations import TrigramExtension, ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0005_correspondence"),
    ]

    operations = [
        TrigramExtension(),
        ValidateConstraint("brief", "brief_fixed_date_is_known"),
    ]
