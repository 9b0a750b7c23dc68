from datetime import UTC, datetime

from django.db import migrations, models

NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class Migration(migrations.Migration):
    """`cast_hour` said of every ballot when the voting began, that is nothing; a column of time invites a real one."""

    dependencies = [("budgets", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="ballot", name="budgets_ballot_time_is_an_hour"),
        # What the way back puts into a box that is not empty.
        migrations.AlterField("ballot", "cast_hour", models.DateTimeField(default=NO_TIME)),
        migrations.RemoveField(model_name="ballot", name="cast_hour"),
    ]
