"""The world's round that is decided by votes and a committee: open, the scores keyed once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal import clock

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def build(world: Any) -> None:
    from budgets import actions
    from budgets.rule_texts import read_panels
    from budgets.tally import Rule

    at, actor = world.at, world.admin
    dates = {"opens_at": at - timedelta(hours=1), "closes_at": at + timedelta(days=7)}
    round_ = actions.create_round(
        actor=actor, title="마을공동체 예산", summary="함께 고릅니다.", at=at, **dates
    )
    rule = Rule(method="panels", min_votes=1, panels=read_panels("주민투표: 60\n위원회: 30\n설문: 10"))
    fields = {"name": "마을", "amount": 100_000_000, "min_choices": 1, "max_choices": 2}
    envelope = actions.add_envelope(actor=actor, round_id=round_.pk, fields=fields, rule=rule, at=at)
    for title in ("공유부엌", "공구 도서관"):
        project = {"title": title, "cost": 60_000_000, "summary": f"{title}을 함께 만듭니다."}
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=project, at=at)
    actions.announce_round(actor=actor, round_id=round_.pk, at=at)
    said = {"kind": "committee", "source": "제4차 회의", "held_on": clock.local(at).date(), "sample": None}
    paper = SimpleUploadedFile("점수.pdf", PDF, content_type="application/pdf")
    appraisal = actions.describe_appraisal(
        actor=actor, envelope_id=envelope.pk, name="위원회", details=said, files=[paper], at=at
    )
    scores = {"1": "80", "2": "141/2"}
    actions.key_appraisal(actor=world.admin2, appraisal_id=appraisal.pk, scores=scores, at=at)
    world.things["round_weighing"], world.things["envelope_weighing"] = round_, envelope
