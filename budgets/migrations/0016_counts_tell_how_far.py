from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0015_scores_beside_the_ballots"),
    ]

    operations = [
        migrations.AddField(
            model_name="tally",
            name="ballots_read",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
