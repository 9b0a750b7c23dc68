from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_membership")]

    operations = [
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=["id", "path"], name="area_id_with_path"),
        ),
    ]
