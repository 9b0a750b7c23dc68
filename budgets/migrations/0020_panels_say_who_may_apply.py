import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0019_days_and_judgements_are_mended_in_public"),
        ("organisations", "0003_area_id_with_path"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="left_out_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="panel",
            name="area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.area",
            ),
        ),
        migrations.AddField(
            model_name="panel",
            name="voters",
            field=models.CharField(
                choices=[("residents", "사는 사람"), ("community", "살거나 일하거나 배우는 사람")],
                db_default="residents",
                default="residents",
                max_length=9,
                verbose_name="신청할 수 있는 사람",
            ),
        ),
    ]
