"""What was sealed, and what was counted of it, stays; the traces of the open box are owed a cut."""

from django.db import migrations, models

from budgets.migrations._sealed import BACKWARDS, FORWARDS


class Migration(migrations.Migration):
    dependencies = [("budgets", "0019_days_and_judgements_are_mended_in_public")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="is_cut_owed",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
