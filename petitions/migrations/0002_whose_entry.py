import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from petitions.migrations import _guards


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
        migrations.RunSQL(_guards.WITH_SIGNER, _guards.WITHOUT_SIGNER),
    ]
