from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0002_whose_entry"),
    ]

    operations = [
        migrations.AlterField(
            model_name="petitionevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("created", "글을 쓰기 시작했습니다"),
                    ("submitted", "청원을 제출했습니다"),
                    ("gathered", "첫 찬성을 모두 모았습니다"),
                    ("supplement_asked", "담당자가 보완을 요청했습니다"),
                    ("supplemented", "청원인이 내용을 보완했습니다"),
                    ("published", "공개하고 서명을 받기 시작했습니다"),
                    ("refused", "수리하지 않았습니다"),
                    ("lapsed", "기간 안에 첫 찬성을 모으지 못했습니다"),
                    ("halfway", "목표의 절반을 넘었습니다"),
                    ("bureau_reached", "국장이 답변할 만큼 서명이 모였습니다"),
                    ("head_reached", "기관장이 답변할 만큼 서명이 모였습니다"),
                    ("closed", "서명을 마감했습니다"),
                    ("answer_due", "답변 기한이 정해졌습니다"),
                    ("extended", "답변 기한을 늘렸습니다"),
                    ("answered", "답변했습니다"),
                    ("withdrawn", "청원인이 취하했습니다"),
                    ("assigned", "맡을 기관이 정해졌습니다"),
                ],
                max_length=16,
            ),
        ),
    ]
