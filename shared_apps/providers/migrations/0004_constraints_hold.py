from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_what_is_known")]

    operations = [
        ValidateConstraint(model_name="provider", name="provider_state_closed"),
        ValidateConstraint(model_name="provider", name="provider_active_is_complete"),
        ValidateConstraint(model_name="provider", name="provider_analysis_never_trains"),
    ]
