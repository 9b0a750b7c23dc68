from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0012_results_are_signed_and_analysed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opinion",
            name="state",
            field=models.CharField(
                choices=[("draft", "쓰는 중"), ("waiting", "만드는 중"), ("made", "만듦")],
                default="waiting",
                max_length=7,
            ),
        ),
    ]
