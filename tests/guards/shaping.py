"""The world's rounds that are still on their way: one collecting ideas, one whose panel scores plans."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

IDEA: dict[str, Any] = {
    "title": "초등학교 앞 횡단보도에 그늘막을 세워 주세요",
    "problem": "여름 한낮에 아이들이 뙤약볕에서 신호를 기다립니다.",
    "remedy": "횡단보도 네 곳에 접이식 그늘막을 세워 주세요.",
    "place": "청운초등학교 정문 앞",
    "field": "safety",
}
REASON = "주민 안전에 필요하고 한 해 안에 마칠 수 있습니다."


def build(world: Any) -> None:
    for name in ("round_collecting", "round_short"):
        world.things[name] = _round(world)
        world.things[name.replace("round", "envelope")] = world.things[name].envelopes.get()
    _collecting(world)
    _short(world)


def _round(world: Any) -> Any:
    from budgets import actions
    from budgets.lifecycle import transition
    from budgets.models import RoundState
    from budgets.tally import Rule

    at = world.at
    dates = {"opens_at": at + timedelta(days=60), "closes_at": at + timedelta(days=70)}
    round_ = actions.create_round(
        actor=world.admin, title="2028년 주민참여예산", summary="의견을 모읍니다.", at=at, **dates
    )
    fields = {"name": "시 전체", "amount": 900_000_000}
    actions.add_envelope(actor=world.admin, round_id=round_.pk, fields=fields, rule=Rule(min_votes=1), at=at)
    transition(round_, RoundState.COLLECTING, actor_id=None, at=at)
    return round_


def _write(world: Any, round_: Any) -> Any:
    from budgets.actions import ideas

    content = {**IDEA, "area": world.jongno}
    return ideas.start_idea(author=world.alice, round_=round_, content=content, at=world.at)


def _hand_in(world: Any, round_: Any) -> Any:
    from budgets.actions import ideas, screening

    idea = ideas.submit_idea(author=world.alice, idea=_write(world, round_), at=world.at)
    screening.take_idea(officer=world.carla, idea=idea, unit=world.unit, at=world.at)
    return idea


def _screen(world: Any, idea: Any, eligible: bool) -> Any:
    from budgets.actions import screening

    code = "" if eligible else "duplicate"
    screening.screen_idea(
        officer=world.carla, idea=idea, eligible=eligible, code=code, reason=REASON, at=world.at
    )
    return idea


def _collecting(world: Any) -> None:
    from budgets.actions import ideas

    round_ = world.round_collecting
    world.things["idea_draft"] = _write(world, round_)
    untaken = ideas.submit_idea(author=world.alice, idea=_write(world, round_), at=world.at)
    world.things["idea_untaken"] = untaken
    world.things["idea"] = _hand_in(world, round_)
    world.things["idea_refused"] = _screen(world, _hand_in(world, round_), eligible=False)
    world.things["plan_uncosted"] = _screen(world, _hand_in(world, round_), eligible=True).plan
    world.things["panel_collecting"] = _panel(world, round_)


def _panel(world: Any, round_: Any) -> Any:
    from budgets.actions import panel

    at = world.at
    fields = {
        "size": 1,
        "opens_at": at - timedelta(days=3),
        "closes_at": at + timedelta(days=3),
        "term_from": (at + timedelta(days=5)).date(),
        "term_to": (at + timedelta(days=99)).date(),
        "scores_until": at + timedelta(days=30),
        "duties": "사업안을 함께 봅니다.",
    }
    return panel.announce_panel(actor=world.admin, round_=round_, fields=fields, at=at)


def _short(world: Any) -> None:
    """Alice sits on the panel; the plan is somebody else's."""
    from budgets.actions import panel as panels
    from budgets.actions import plans, screening
    from budgets.lifecycle import transition
    from budgets.models import Idea, Panel, RoundState

    round_, at = world.round_short, world.at
    idea = _hand_in(world, round_)
    Idea.objects.filter(pk=idea.pk).update(author=world.gyeol)
    plan = _screen(world, idea, eligible=True).plan
    screening.ask_author(officer=world.carla, idea=idea, note="어디인지 알려 주세요.", at=at)
    plans.revise_cost(officer=world.carla, plan=plan, amount=48_000_000, reason=REASON, seen=0, at=at)
    panel = _panel(world, round_)
    panels.apply_for_panel(person=world.alice, panel=panel, agree=True, at=at)
    Panel.objects.filter(pk=panel.pk).update(closes_at=at)
    panels.draw_panel(actor=world.admin, panel=panel, at=at)
    line = {"kind": "citizen", "name": "필요한가요", "weight": 1}
    panels.add_criterion(actor=world.admin, panel=panel, fields=line, at=at)
    sitting = {"title": "첫 회의", "starts_at": at, "place": "대강당", "agenda": "인사"}
    world.things["meeting"] = panels.save_meeting(
        actor=world.admin, panel=panel, meeting=None, fields=sitting, at=at
    )
    transition(round_, RoundState.SHORTLISTING, actor_id=None, at=at)
    world.things["plan"] = plan
