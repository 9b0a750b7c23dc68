"""What was sealed, and what was counted of it, stays; the traces of the open box are owed a cut."""

import django.db.models.deletion
from django.db import migrations, models

from budgets.migrations._sealed import BACKWARDS, FORWARDS

# Earlier releases never rewrote the files beside an open round: what lies there of sealed ones goes as well.
OWED = """
INSERT INTO budgets_owedcut (round_id)
SELECT id FROM budgets_round WHERE sealed_at IS NOT NULL AND origin = '' AND sandbox_of_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0022_a_waste_answer_is_mended_in_public")]

    operations = [
        migrations.CreateModel(
            name="OwedCut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed_cut",
                        to="budgets.round",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunSQL(OWED, migrations.RunSQL.noop),
    ]
