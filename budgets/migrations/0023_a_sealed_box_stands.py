"""What was sealed, and what was counted of it, stays; the traces of the open box are owed a cut."""

from django.db import migrations, models

from budgets.migrations._kept import AddKeptField
from budgets.migrations._sealed import BACKWARDS, FORWARDS

# Earlier releases never rewrote the files beside an open round: what lies there of sealed ones goes as well.
OWED = """
UPDATE budgets_round SET is_cut_owed = true
WHERE sealed_at IS NOT NULL AND origin = '' AND sandbox_of_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0022_a_waste_answer_is_mended_in_public")]

    operations = [
        AddKeptField(
            model_name="round",
            name="is_cut_owed",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunSQL(OWED, migrations.RunSQL.noop),
    ]
