from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="born_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="태어난 날"),
        ),
    ]
