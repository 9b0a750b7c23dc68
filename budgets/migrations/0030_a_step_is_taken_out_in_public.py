"""A step leaves the plan with its public reason, and stays out of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER budgets_withdrawal_stands BEFORE UPDATE OR DELETE ON budgets_withdrawal
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();

CREATE FUNCTION budgets_refuse_withdrawn_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM budgets_withdrawal w WHERE w.milestone_id = OLD.id) THEN
        RAISE EXCEPTION 'a step that was taken out of the plan stays as it is';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budgets_milestone_withdrawn_stands BEFORE UPDATE ON budgets_milestone
FOR EACH ROW EXECUTE FUNCTION budgets_refuse_withdrawn_step();
"""
BACKWARDS = """
DROP TRIGGER budgets_milestone_withdrawn_stands ON budgets_milestone;
DROP FUNCTION budgets_refuse_withdrawn_step();
DROP TRIGGER budgets_withdrawal_stands ON budgets_withdrawal;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0029_the_queue_of_a_panel_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "milestone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="budgets.milestone",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="budgets_withdrawal_gives_a_reason",
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
