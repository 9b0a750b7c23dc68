"""A step's finished day and a project's evaluation may be put right; what stood before stays for everybody."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER budgets_daycorrection_stands BEFORE UPDATE OR DELETE ON budgets_daycorrection
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();
CREATE TRIGGER budgets_evaluation_stands BEFORE UPDATE OR DELETE ON budgets_evaluation
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();

-- A day that changes without its public reason would hide that a project was late.
CREATE FUNCTION budgets_day_is_explained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.first_planned_on <> OLD.first_planned_on THEN
        RAISE EXCEPTION 'the day first planned never changes';
    END IF;
    IF NEW.planned_on <> OLD.planned_on AND NOT EXISTS (
        SELECT FROM budgets_slip AS slip
        WHERE slip.id = (SELECT max(id) FROM budgets_slip WHERE milestone_id = OLD.id)
          AND slip.before = OLD.planned_on AND slip.after = NEW.planned_on
    ) THEN
        RAISE EXCEPTION 'a planned day moves by a slip with its reason';
    END IF;
    IF NEW.done_on IS DISTINCT FROM OLD.done_on AND OLD.done_on IS NOT NULL AND NOT EXISTS (
        SELECT FROM budgets_daycorrection AS fix
        WHERE fix.id = (SELECT max(id) FROM budgets_daycorrection WHERE milestone_id = OLD.id)
          AND fix.before = OLD.done_on AND fix.after IS NOT DISTINCT FROM NEW.done_on
    ) THEN
        RAISE EXCEPTION 'a finished day changes by a correction with its reason';
    END IF;
    RETURN NEW;
END $$;

-- What was appropriated, and an account that was closed, are what everybody measures the spending by.
CREATE FUNCTION budgets_account_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amount <> OLD.amount OR NEW.project_id <> OLD.project_id OR NEW.begun_at <> OLD.begun_at THEN
        RAISE EXCEPTION 'what was appropriated stands';
    END IF;
    IF OLD.settled_at IS NOT NULL AND (NEW.settled_at, NEW.settlement, NEW.unit_id)
        IS DISTINCT FROM (OLD.settled_at, OLD.settlement, OLD.unit_id) THEN
        RAISE EXCEPTION 'a settled account stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budgets_execution_account_stands BEFORE UPDATE ON budgets_execution
FOR EACH ROW EXECUTE FUNCTION budgets_account_stands();
CREATE TRIGGER budgets_milestone_day_is_explained BEFORE UPDATE ON budgets_milestone
FOR EACH ROW EXECUTE FUNCTION budgets_day_is_explained();
"""
BACKWARDS = """
DROP TRIGGER budgets_execution_account_stands ON budgets_execution;
DROP FUNCTION budgets_account_stands();
DROP TRIGGER budgets_milestone_day_is_explained ON budgets_milestone;
DROP FUNCTION budgets_day_is_explained();
DROP TRIGGER budgets_evaluation_stands ON budgets_evaluation;
DROP TRIGGER budgets_daycorrection_stands ON budgets_daycorrection;
"""


class KeepMany(migrations.AlterField):
    """AlterField whose way back leaves several evaluations of a project: what was published stays."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
        if any(one["unique"] and one["columns"] == ["execution_id"] for one in found):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        pass


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0018_a_form_makes_one_round"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(name="evaluation", options={"ordering": ["id"]}),
        KeepMany(
            model_name="evaluation",
            name="execution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="budgets.execution",
            ),
        ),
        migrations.CreateModel(
            name="DayCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.DateField()),
                ("after", models.DateField(null=True)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="budgets.milestone",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="budgets_day_correction_gives_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after", None),
                            models.Q(("after", models.F("before")), _negated=True),
                            _connector="OR",
                        ),
                        name="budgets_day_correction_moves",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
