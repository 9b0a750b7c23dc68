from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0017_files_are_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="form_key",
            field=models.CharField(editable=False, max_length=12, null=True),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("form_key",), name="budgets_round_form_once"),
        ),
    ]
