"""The answer to a waste report may be put right; what stood before stays for whoever could read it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER budgets_wastecorrection_stands BEFORE UPDATE OR DELETE ON budgets_wastecorrection
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();

-- Money that was said to be saved, and then is not, must not vanish from under the eyes of who read it.
CREATE FUNCTION budgets_waste_answer_is_explained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'answered' THEN
        RETURN NEW;
    END IF;
    IF (NEW.state, NEW.is_shown, NEW.answered_at) IS DISTINCT FROM (OLD.state, OLD.is_shown, OLD.answered_at) THEN
        RAISE EXCEPTION 'what was answered stays answered';
    END IF;
    IF (NEW.outcome, NEW.answer, NEW.recovered, NEW.summary)
        IS DISTINCT FROM (OLD.outcome, OLD.answer, OLD.recovered, OLD.summary) AND NOT EXISTS (
        SELECT FROM budgets_wastecorrection AS fix
        WHERE fix.id = (SELECT max(id) FROM budgets_wastecorrection WHERE report_id = OLD.id)
          AND (fix.outcome, fix.answer, fix.recovered, fix.summary)
            = (OLD.outcome, OLD.answer, OLD.recovered, OLD.summary)
    ) THEN
        RAISE EXCEPTION 'an answer changes by a correction with its reason';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budgets_waste_answer_is_explained BEFORE UPDATE ON budgets_wastereport
FOR EACH ROW EXECUTE FUNCTION budgets_waste_answer_is_explained();
"""
BACKWARDS = """
DROP TRIGGER budgets_waste_answer_is_explained ON budgets_wastereport;
DROP FUNCTION budgets_waste_answer_is_explained();
DROP TRIGGER budgets_wastecorrection_stands ON budgets_wastecorrection;
"""
OUTCOMES = [("", "–"), ("accepted", "신고가 맞음"), ("partly", "일부 맞음"), ("rejected", "신고와 다름")]
KINDS = [
    ("received", "신고를 접수했습니다"),
    ("reviewing", "조사를 시작했습니다"),
    ("extended", "답변 기한을 늘렸습니다"),
    ("passed_on", "다른 부서가 맡았습니다"),
    ("transferred", "다른 기관에 보냈습니다"),
    ("answered", "답변했습니다"),
    ("corrected", "답변을 고쳤습니다"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0021_booths_count_the_sheets_they_give"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="wasteevent",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=11),
        ),
        migrations.CreateModel(
            name="WasteCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=8)),
                ("answer", models.TextField(max_length=4000)),
                ("recovered", models.BigIntegerField()),
                ("summary", models.CharField(blank=True, max_length=200)),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="budgets.wastereport",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="budgets_waste_correction_gives_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
