"""Which tables of a sealed round are still to be rewritten, and when that was tried in vain."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0026_a_panel_stands"),
    ]

    operations = [
        migrations.AddField(
            model_name="owedcut",
            name="left",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=63), null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="owedcut",
            name="tried_at",
            field=models.DateTimeField(null=True),
        ),
    ]
