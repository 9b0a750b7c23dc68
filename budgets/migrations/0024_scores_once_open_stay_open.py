"""When a panel's scores became public: they stay so, whoever leaves or is called later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0023_a_sealed_box_stands"),
    ]

    operations = [
        migrations.AddField(
            model_name="panel",
            name="opened_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
