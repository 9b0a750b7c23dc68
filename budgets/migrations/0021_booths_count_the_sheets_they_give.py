"""How many sheets of each ballot a booth gave: nobody may key more of them than that."""

import django.db.models.deletion
from django.db import migrations, models

# Booths that gave paper before: of each ballot at most as many sheets as people came.
FORWARDS = """
INSERT INTO budgets_sheetsgiven (booth_id, envelope_id, number)
SELECT booth.id, envelope.id, count(roll.id)
FROM budgets_booth AS booth
JOIN budgets_envelope AS envelope ON envelope.round_id = booth.round_id
JOIN budgets_voterroll AS roll ON roll.booth_id = booth.id
GROUP BY booth.id, envelope.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0020_panels_say_who_may_apply"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetsGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "booth",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="budgets.booth",
                    ),
                ),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="budgets.envelope"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booth", "envelope"), name="budgets_sheets_given_once")
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, migrations.RunSQL.noop),
    ]
