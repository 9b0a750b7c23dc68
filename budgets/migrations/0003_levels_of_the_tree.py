import django.db.models.deletion
from django.db import migrations, models

# Read in pieces of 32 bytes: uncompressed, so that PostgreSQL fetches only the piece that is asked for.
PIECES = "ALTER TABLE budgets_merklelevel ALTER COLUMN nodes SET STORAGE EXTERNAL"


def keep_trees(apps, schema_editor):
    """Boxes that were sealed before get their levels too. The published roots bind how a tree is built, so
    box.py may be asked here: it can never change."""
    from budgets import box

    level_model = apps.get_model("budgets", "MerkleLevel")
    ballot_model = apps.get_model("budgets", "SealedBallot")
    for envelope in apps.get_model("budgets", "Envelope").objects.exclude(merkle_root=""):
        rows = ballot_model.objects.filter(envelope=envelope).order_by("place")
        rows = rows.values_list("receipt_hash", "choices").iterator()
        leaves = [box.leaf(envelope.public_id, receipt, choices) for receipt, choices in rows]
        for number, level in enumerate(box.merkle_levels(leaves)[:-1]):
            level_model.objects.create(envelope=envelope, level=number, nodes=bytes.fromhex("".join(level)))


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_a_ballot_has_no_time")]

    operations = [
        migrations.CreateModel(
            name="MerkleLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("nodes", models.BinaryField()),
                (
                    "envelope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="budgets.envelope",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("envelope", "level"), name="budgets_level_once")
                ],
            },
        ),
        migrations.RunSQL(PIECES, migrations.RunSQL.noop),
        migrations.RunPython(keep_trees, migrations.RunPython.noop),
    ]
