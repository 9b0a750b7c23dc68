import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import portal.horizon
import portal.publicid
from proposals.migrations import _ledger


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comments", "0001_initial"),
        ("organisations", "0002_membership"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FoldMark",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("horizon", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="proposals_one_fold_mark")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("title", models.CharField(blank=True, max_length=80, verbose_name="제목")),
                ("problem", models.TextField(blank=True, verbose_name="현황과 문제점")),
                ("improvement", models.TextField(blank=True, verbose_name="개선 방안")),
                ("effect", models.TextField(blank=True, verbose_name="기대 효과")),
                ("excerpt", models.CharField(blank=True, editable=False, max_length=110)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("safety", "안전"),
                            ("parks", "공원·환경"),
                            ("transport", "교통"),
                            ("children", "보육·교육"),
                            ("elderly", "어르신·돌봄"),
                            ("health", "건강·복지"),
                            ("digital", "디지털·행정"),
                            ("culture", "문화·체육"),
                            ("economy", "일자리·경제"),
                            ("housing", "주거·도시"),
                            ("other", "그 밖의 제안"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="분야",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("full", "모두 공개"), ("title_only", "제목과 결과만 공개")],
                        default="full",
                        max_length=10,
                        verbose_name="공개 범위",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "작성 중"),
                            ("submitted", "접수 대기"),
                            ("received", "공개 준비 중"),
                            ("supplement", "보완 요청"),
                            ("reviewing", "검토 중"),
                            ("reexamining", "재심사 중"),
                            ("decided", "답변 완료"),
                            ("following", "실행 중"),
                            ("done", "실행 완료"),
                            ("closed", "종결"),
                            ("withdrawn", "철회"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="단계",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "–"),
                            ("adopted", "채택"),
                            ("partly", "일부 채택"),
                            ("not_adopted", "불채택"),
                            ("no_supplement", "보완하지 않아 종결"),
                        ],
                        default="",
                        max_length=13,
                        verbose_name="결과",
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="답변 기한")),
                ("reminded_for", models.CharField(blank=True, editable=False, max_length=24)),
                ("support_count", models.PositiveIntegerField(default=0, verbose_name="공감")),
                ("saved_at", models.DateTimeField(verbose_name="저장한 때")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="보낸 때")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="접수한 때")),
                ("supplement_until", models.DateTimeField(blank=True, null=True, verbose_name="보완 기한")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="공개한 때")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="답변한 때")),
                ("hidden_at", models.DateTimeField(blank=True, null=True, verbose_name="가린 때")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.area",
                        verbose_name="지역",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.deadline",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="comments.thread",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="organisations.unit",
                        verbose_name="맡은 부서",
                    ),
                ),
            ],
            options={
                "verbose_name": "제안",
                "verbose_name_plural": "제안",
                "indexes": [
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["-published_at", "-public_id"],
                        name="proposals_newest",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["-support_count", "-public_id"],
                        name="proposals_supported",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("hidden_at__isnull", True),
                            ("published_at__isnull", False),
                            ("due_at__isnull", False),
                        ),
                        fields=["due_at", "public_id"],
                        name="proposals_due",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["area", "-published_at"],
                        name="proposals_by_area",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["unit", "-published_at"],
                        name="proposals_by_unit",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["topic", "-published_at"],
                        name="proposals_by_topic",
                    ),
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("published_at__isnull", False)),
                        fields=["state", "outcome", "-published_at"],
                        name="proposals_by_state",
                    ),
                    models.Index(fields=["author", "-saved_at"], name="proposals_by_author"),
                    models.Index(fields=["unit", "state", "due_at"], name="proposals_desk"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("problem"), 3000
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("improvement"), 3000
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("effect"), 3000
                            ),
                        ),
                        name="proposals_parts_max",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="proposals_submitted_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None), ("thread__isnull", False), _connector="OR"
                        ),
                        name="proposals_published_has_a_thread",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follows",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "소식 받기",
                "verbose_name_plural": "소식 받기",
                "indexes": [models.Index(fields=["person", "-at"], name="proposals_follow_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "person"), name="proposals_one_follow_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="차수")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("", "–"),
                            ("adopted", "채택"),
                            ("partly", "일부 채택"),
                            ("not_adopted", "불채택"),
                            ("no_supplement", "보완하지 않아 종결"),
                        ],
                        max_length=13,
                        verbose_name="결정",
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("property", "다른 사람의 특허권·저작권에 속하는 내용입니다"),
                            ("already_adopted", "이미 채택한 제안과 내용이 같습니다"),
                            ("in_force", "이미 시행 중이거나 시행 중인 것과 비슷합니다"),
                            ("impractical", "일반적으로 적용하기 어려운 내용입니다"),
                            ("complaint", "단순한 주의 환기, 진정, 비판, 건의에 해당합니다"),
                            ("private_gain", "특정인의 이익이나 홍보를 위한 내용입니다"),
                            ("not_public", "국가나 지방자치단체가 하는 일이 아닙니다"),
                            ("reviewed", "심사 결과 지금 실시하기 어렵습니다"),
                        ],
                        max_length=16,
                        verbose_name="불채택 사유",
                    ),
                ),
                ("summary", models.CharField(max_length=200, verbose_name="한눈에 보는 답변")),
                ("body", models.TextField(verbose_name="자세한 답변")),
                (
                    "feasibility",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="실시 가능성"),
                ),
                (
                    "creativity",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="창의성"),
                ),
                (
                    "effectiveness",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="효율성과 효과성"),
                ),
                ("scope", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="적용 범위")),
                (
                    "continuity",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="계속성"),
                ),
                ("committee", models.BooleanField(default=False, verbose_name="심사위원회 심의를 거침")),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "답변",
                "verbose_name_plural": "답변",
                "ordering": ["round"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "round"), name="proposals_one_answer_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "not_adopted"), ("reason_code", ""), _connector="XOR"),
                        name="proposals_refusal_gives_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("round", 1), models.Q(("committee", True), ("round", 2)), _connector="OR"
                        ),
                        name="proposals_second_round_by_committee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("feasibility__isnull", True), ("feasibility__range", (1, 5)), _connector="OR"
                        ),
                        name="proposals_feasibility_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("creativity__isnull", True), ("creativity__range", (1, 5)), _connector="OR"
                        ),
                        name="proposals_creativity_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effectiveness__isnull", True), ("effectiveness__range", (1, 5)), _connector="OR"
                        ),
                        name="proposals_effectiveness_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scope__isnull", True), ("scope__range", (1, 5)), _connector="OR"
                        ),
                        name="proposals_scope_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("continuity__isnull", True), ("continuity__range", (1, 5)), _connector="OR"
                        ),
                        name="proposals_continuity_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountAlarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counted", models.BigIntegerField(verbose_name="세어 본 수")),
                ("shown", models.BigIntegerField(verbose_name="보여 준 수")),
                ("at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "verbose_name": "집계 경보",
                "verbose_name_plural": "집계 경보",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at", None)),
                        fields=("proposal",),
                        name="proposals_one_open_alarm",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_planned_on", models.DateField(verbose_name="처음 약속한 날")),
                ("planned_on", models.DateField(verbose_name="실행 예정일")),
                ("cost", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="예상 비용(원)")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="실행한 날")),
                ("evidence", models.TextField(blank=True, verbose_name="실행 결과")),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "실행 약속",
                "verbose_name_plural": "실행 약속",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["planned_on"],
                        name="proposals_promises_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None), models.Q(("evidence", ""), _negated=True), _connector="OR"
                        ),
                        name="proposals_done_shows_evidence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "제안을 보냈습니다"),
                            ("received", "접수했습니다"),
                            ("supplement_asked", "보완을 요청했습니다"),
                            ("supplemented", "보완한 내용을 보냈습니다"),
                            ("transferred", "다른 부서로 보냈습니다"),
                            ("published", "공개하고 검토를 시작했습니다"),
                            ("delay_explained", "답변이 늦어지는 까닭을 알렸습니다"),
                            ("answered", "답변했습니다"),
                            ("reexamination_requested", "재심사를 요청했습니다"),
                            ("commitment_delayed", "실행 시기를 바꿨습니다"),
                            ("commitment_done", "실행을 마쳤습니다"),
                            ("closed", "종결했습니다"),
                            ("withdrawn", "제안자가 철회했습니다"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "작성 중"),
                            ("submitted", "접수 대기"),
                            ("received", "공개 준비 중"),
                            ("supplement", "보완 요청"),
                            ("reviewing", "검토 중"),
                            ("reexamining", "재심사 중"),
                            ("decided", "답변 완료"),
                            ("following", "실행 중"),
                            ("done", "실행 완료"),
                            ("closed", "종결"),
                            ("withdrawn", "철회"),
                        ],
                        max_length=12,
                        verbose_name="그 뒤의 단계",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="공개 안내")),
                ("reason", models.TextField(blank=True, verbose_name="처리 사유")),
                ("detail", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "제안 이력",
                "verbose_name_plural": "제안 이력",
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["proposal", "at"], name="proposals_timeline")],
            },
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("safety", "안전"),
                            ("parks", "공원·환경"),
                            ("transport", "교통"),
                            ("children", "보육·교육"),
                            ("elderly", "어르신·돌봄"),
                            ("health", "건강·복지"),
                            ("digital", "디지털·행정"),
                            ("culture", "문화·체육"),
                            ("economy", "일자리·경제"),
                            ("housing", "주거·도시"),
                            ("other", "그 밖의 제안"),
                        ],
                        max_length=10,
                        verbose_name="분야",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="부서",
                    ),
                ),
            ],
            options={
                "verbose_name": "접수 부서",
                "verbose_name_plural": "접수 부서",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "topic"), name="proposals_one_receiver_per_topic")
                ],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "공감",
                "verbose_name_plural": "공감",
                "indexes": [models.Index(fields=["person", "-at"], name="proposals_support_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("proposal", "person"),
                        name="proposals_one_support_per_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportDelta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("delta", models.SmallIntegerField()),
                (
                    "written_by",
                    models.BigIntegerField(db_default=portal.horizon.CurrentTransaction(), editable=False),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "공감 장부",
                "verbose_name_plural": "공감 장부",
                "indexes": [models.Index(fields=["written_by"], name="proposals_ledger_horizon")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("delta__in", [1, -1])), name="proposals_delta_is_one"
                    )
                ],
            },
        ),
        migrations.RunSQL(_ledger.CREATE, _ledger.DROP),
    ]
