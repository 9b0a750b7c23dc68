import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import portal.publicid


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(default=portal.publicid.new, editable=False, max_length=12, unique=True),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="종류")),
                ("opened_at", models.DateTimeField(verbose_name="연 때")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="닫은 때")),
                ("visible_count", models.PositiveIntegerField(default=0, verbose_name="보이는 댓글 수")),
            ],
            options={"verbose_name": "댓글 마당", "verbose_name_plural": "댓글 마당"},
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(default=portal.publicid.new, editable=False, max_length=12, unique=True),
                ),
                ("body", models.TextField(verbose_name="댓글")),
                ("at", models.DateTimeField(verbose_name="쓴 때")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="작성자가 지운 때"),
                ),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="가린 때")),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "official_unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="담당자가 부서를 대표해 쓴 댓글일 때만 채웁니다.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="대표하는 부서",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="comments.comment",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="comments.thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "댓글",
                "verbose_name_plural": "댓글",
                "indexes": [
                    models.Index(
                        condition=models.Q(("parent", None)), fields=["thread", "id"], name="comments_page"
                    ),
                    models.Index(
                        condition=models.Q(("parent", None), _negated=True),
                        fields=["parent", "id"],
                        name="comments_replies",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at", None), ("withdrawn_at", None)),
                        fields=["thread"],
                        name="comments_visible",
                    ),
                    models.Index(fields=["author", "at"], name="comments_author_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("body"), 1000
                        ),
                        name="comments_comment_body_max",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThan(
                            django.db.models.functions.text.Length("body"), 0
                        ),
                        name="comments_comment_body_min",
                    ),
                ],
            },
        ),
    ]
