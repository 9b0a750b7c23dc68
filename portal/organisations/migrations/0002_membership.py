import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from 0001 because accounts.User points to Area and Membership points to User: in one file
    # the two apps' first migrations would wait for each other.

    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "담당자"),
                            ("approver", "결재자"),
                            ("moderator", "중재자"),
                            ("administrator", "운영자"),
                            ("auditor", "감사"),
                        ],
                        max_length=13,
                        verbose_name="역할",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "직원 역할",
                "verbose_name_plural": "직원 역할",
                "ordering": ["unit_id", "user_id", "role"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "unit", "role"), name="membership_is_unique")
                ],
            },
        ),
    ]
