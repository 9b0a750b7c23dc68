import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from petitions.migrations import _guards

# What was written before: a signature's last change and its entry were written by the same transaction.
FILL = """
UPDATE petitions_ledgerentry l SET signer_id = s.signer_id FROM (
    SELECT petition_id, xmin::text::bigint AS written_by, min(signer_id) AS signer_id
    FROM petitions_signature GROUP BY 1, 2 HAVING count(*) = 1
) s
WHERE l.petition_id = s.petition_id AND (l.written_by & 4294967295) = s.written_by AND l.delta IN (1, -1)
"""


class Migration(migrations.Migration):
    """Who just signed sees herself in the number before it is folded: the ledger says whose an entry is."""

    dependencies = [
        ("petitions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="ledgerentry",
            name="signer",
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
            model_name="ledgerentry",
            index=models.Index(
                condition=models.Q(("signer__isnull", False)),
                fields=["signer", "written_by"],
                name="petitions_ledger_signer",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(_guards.WITH_SIGNER, _guards.WITHOUT_SIGNER),
    ]
