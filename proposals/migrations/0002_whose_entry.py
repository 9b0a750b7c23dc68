import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from proposals.migrations import _ledger

# What was written before: a support's last change and its entry were written by the same transaction.
FILL = """
UPDATE proposals_supportdelta d SET person_id = s.person_id FROM (
    SELECT proposal_id, xmin::text::bigint AS written_by, min(person_id) AS person_id
    FROM proposals_support GROUP BY 1, 2 HAVING count(*) = 1
) s
WHERE d.proposal_id = s.proposal_id AND (d.written_by & 4294967295) = s.written_by
"""


class Migration(migrations.Migration):
    """Who just supported sees herself in the number before it is folded: the ledger says whose an entry is."""

    dependencies = [
        ("proposals", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="supportdelta",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="supportdelta",
            index=models.Index(fields=["person", "written_by"], name="proposals_ledger_person"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(_ledger.WITH_PERSON, _ledger.WITHOUT_PERSON),
    ]
