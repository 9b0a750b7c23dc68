"""A result file turned into rows and sentences: why each project was funded or not, in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets import weighing
from budgets.models import Envelope, Project, Round
from budgets.words import counts_points, money, paid_money, pays_by_points

Detail = dict[str, Any]
SCORED = (Envelope.Ballot.RANKED, Envelope.Ballot.POINTS)


@dataclass(frozen=True, slots=True)
class Row:
    """One project in a published result.

    `score`: points of ranks or given points, rounded down; None where a ballot has nothing but votes.
    `blend`: the weighted score of panels, in hundredths of the whole; empty by other rules.
    `payment`: what one supporter (by points: one point) carried of it at most (equal shares), or its cost
    divided by its votes; `payment_said`: the same as words for where no column's head explains it; `paid`:
    did they pay it, or is it only what a vote came to?
    `need`: how many more votes it needed, in words; empty for winners and until that is worked out.
    """

    project: Project
    votes: int
    score: int | None
    blend: str
    funded: bool
    place: int | None
    why: str
    payment: str
    payment_said: str
    paid: bool
    missing: str
    need: str


def rows(
    envelope: Envelope, result: dict[str, Any], needs: dict[str, dict[str, Any]] | None = None
) -> list[Row]:
    """Winners in the order of selection, then the others by votes (or by the blended score of panels)."""
    place = {row["project"]: number for number, row in enumerate(result["winners"], start=1)}
    projects = {project.ballot_id: project for project in envelope.projects.all()}
    found = [
        _row(envelope, projects[data["project"]], data, place, (needs or {}).get(data["project"]))
        for data in result["projects"]
    ]
    worth = weighing.order(result)
    return sorted(
        found, key=lambda row: (row.place or 10**9, -worth[row.project.ballot_id], row.project.number)
    )


def _row(
    envelope: Envelope,
    project: Project,
    data: dict[str, Any],
    place: dict[str, int],
    need: dict[str, Any] | None,
) -> Row:
    project.envelope = envelope
    detail = data["detail"]
    payment, said = _payment(envelope, data)
    return Row(
        project=project,
        votes=data["votes"],
        score=int(Fraction(data["score"])) if envelope.ballot_kind in SCORED else None,
        blend=weighing.points(Fraction(data["blend"])) if "blend" in data else "",
        funded=data["funded"],
        place=place.get(data["project"]),
        why=SENTENCES[data["reason"]](envelope, detail),
        payment=payment,
        payment_said=said,
        paid=bool(detail.get("payment")),
        missing=money(detail["missing"], envelope) if "missing" in detail else "",
        need=_need(envelope, data["cost"], need) if need else "",
    )


def _payment(envelope: Envelope, data: dict[str, Any]) -> tuple[str, str]:
    """What a funded project asked of one who chose it: for a column, and in words."""
    if not data["funded"] or not data["votes"]:
        return "", ""
    paid = data["detail"].get("payment")
    if not paid:
        each = paid_money(Fraction(data["cost"], data["votes"]), envelope)
        # What was filled up from the rest of the money was paid by nobody's share.
        return "" if data["reason"] == "filled" else each, _("한 표에 %(payment)s") % {"payment": each}
    most = {"payment": paid_money(Fraction(paid), envelope)}
    said = _("1점에 많아야 %(payment)s") if pays_by_points(envelope) else _("한 사람이 많아야 %(payment)s")
    return _("많아야 %(payment)s") % most, said % most


def _need(envelope: Envelope, cost: int, need: dict[str, Any]) -> str:
    """How many more votes would have been enough; where the rule is not monotone, what is certain of it.
    None was tried beyond twice the voters (tally.analysis.missing), so nothing is said about more."""
    if need["votes"] is None:
        if cost > envelope.amount:
            return _("표가 더 많아도 뽑힐 수 없었습니다.")
        return _("이 사업만 고른 사람을 투표한 사람의 두 배까지 더해 보아도 뽑히지 않았습니다.")
    votes = {"votes": f"{need['votes']:,}"}
    said = _more(envelope, need["votes"]) % votes
    if need["at_least"] == need["votes"]:
        return said
    if counts_points(envelope, envelope.tally_rule()):  # it is people who were added
        return said + " " + _("그보다 한 명 적으면 뽑히지 않았을 것입니다.")
    return said + " " + _("그보다 한 표 모자라면 뽑히지 않았을 것입니다.")


def _more(envelope: Envelope, votes: int) -> str:
    """What was tried: new voters who choose this project only, at its best (tally.analysis.missing)."""
    if not counts_points(envelope, envelope.tally_rule()):
        return ngettext(
            "%(votes)s표가 더 있었다면 뽑혔을 것입니다.",
            "%(votes)s표가 더 있었다면 뽑혔을 것입니다.",
            votes,
        )
    if envelope.ballot_kind == Envelope.Ballot.RANKED:
        return ngettext(
            "이 사업만 1순위로 적은 %(votes)s명이 더 투표했다면 뽑혔을 것입니다.",
            "이 사업만 1순위로 적은 %(votes)s명이 더 투표했다면 뽑혔을 것입니다.",
            votes,
        )
    return ngettext(
        "이 사업에 점수를 가장 많이 준 %(votes)s명이 더 투표했다면 뽑혔을 것입니다.",
        "이 사업에 점수를 가장 많이 준 %(votes)s명이 더 투표했다면 뽑혔을 것입니다.",
        votes,
    )


PAGES = {
    "results": gettext_lazy("결과"),
    "results_compare": gettext_lazy("규칙 비교와 안정성"),
    "results_what_if": gettext_lazy("조건 바꿔 보기"),
    "results_share": gettext_lazy("내 몫은 어디에"),
    "results_check": gettext_lazy("직접 확인하기"),
}
PREVIEWS = {
    "preview": PAGES["results"],
    "preview_compare": PAGES["results_compare"],
    "preview_what_if": PAGES["results_what_if"],
}


def tabs(envelope: Envelope, page: str) -> list[dict[str, Any]]:
    """The pages about one result; before the publication those that administrators may see."""
    if envelope.round.state not in Round.State.decided():
        names, room = PREVIEWS, "budgets_staff"
    else:
        names, room = PAGES, "budgets"
    arguments = [envelope.round.public_id, envelope.public_id]
    current = page if room == "budgets" else page.replace("results", "preview")
    return [
        {"label": str(label), "url": reverse(f"{room}:{name}", args=arguments), "current": name == current}
        for name, label in names.items()
    ]


def _bought(envelope: Envelope, detail: Detail) -> str:
    said = {
        "supporters": f"{detail['supporters']:,}",
        "round": detail["round"],
        "payment": paid_money(Fraction(detail["payment"]), envelope),
    }
    if pays_by_points(envelope):
        return (
            _(
                "지지한 %(supporters)s명이 준 점수만큼 나눠 내서 %(round)s번째로 뽑혔습니다. "
                "1점에 낸 돈은 많아야 %(payment)s입니다."
            )
            % said
        )
    return (
        _(
            "지지한 %(supporters)s명이 나눠 내서 %(round)s번째로 뽑혔습니다. "
            "한 사람이 낸 돈은 많아야 %(payment)s입니다."
        )
        % said
    )


def _short(envelope: Envelope, detail: Detail) -> str:
    return _(
        "지지한 %(supporters)s명에게 남은 몫을 모두 모아도 %(raised)s이어서 %(missing)s이 모자랐습니다."
    ) % {
        "supporters": f"{detail['supporters']:,}",
        "raised": money(Fraction(detail["raised"]) // 1, envelope),
        "missing": money(detail["missing"], envelope),
    }


def _ranked(envelope: Envelope, detail: Detail) -> str:
    said = {"rank": detail["rank"], "left": money(detail["left"], envelope)}
    if envelope.rule.get("method") == "panels":
        return (
            _(
                "합친 점수 순위 %(rank)s위이고 남은 예산 안에 들어와 뽑혔습니다. "
                "뽑은 뒤 %(left)s이 남았습니다."
            )
            % said
        )
    if counts_points(envelope, envelope.tally_rule()):
        return (
            _("점수 순위 %(rank)s위이고 남은 예산 안에 들어와 뽑혔습니다. 뽑은 뒤 %(left)s이 남았습니다.")
            % said
        )
    return (
        _("득표 순위 %(rank)s위이고 남은 예산 안에 들어와 뽑혔습니다. 뽑은 뒤 %(left)s이 남았습니다.") % said
    )


def _does_not_fit(envelope: Envelope, detail: Detail) -> str:
    return _("차례가 왔을 때 남은 예산이 %(left)s이어서 %(missing)s이 모자랐습니다.") % {
        "left": money(detail["left"], envelope),
        "missing": money(detail["missing"], envelope),
    }


def _filled(envelope: Envelope, detail: Detail) -> str:
    return _("나눠 내기가 끝난 뒤 남은 예산으로, 득표 순서에 따라 뽑혔습니다.")


def _after_stop(envelope: Envelope, detail: Detail) -> str:
    return _("앞 순위 사업이 남은 예산에 들어오지 않아 거기서 멈췄습니다.")


def _below_minimum(envelope: Envelope, detail: Detail) -> str:
    return _("%(votes)s표를 얻어 정해진 최소 %(minimum)s표에 미치지 못했습니다.") % detail


def _over_budget(envelope: Envelope, detail: Detail) -> str:
    return _("사업비가 전체 예산보다 커서 뽑힐 수 없었습니다.")


def _no_votes(envelope: Envelope, detail: Detail) -> str:
    return _("고른 사람이 없었습니다.")


def _everything(envelope: Envelope, detail: Detail) -> str:
    return _("모든 사업을 합해도 예산 안에 들어와 함께 뽑혔습니다.")


def _earned(envelope: Envelope, detail: Detail) -> str:
    return _("지지한 %(supporters)s명이 함께 모은 돈이 사업비에 이른 순서로 %(round)s번째로 뽑혔습니다.") % {
        "supporters": f"{detail['supporters']:,}",
        "round": detail["round"],
    }


def _excluded(envelope: Envelope, detail: Detail) -> str:
    return _("함께 뽑힐 수 없는 사업(%(by)s번)이 먼저 뽑혔습니다.") % {"by": detail["by"]}


def _category_full(envelope: Envelope, detail: Detail) -> str:
    return _("‘%(category)s’ 분야에서 뽑을 수 있는 %(number)s개가 먼저 찼습니다.") % detail


def _category_spent(envelope: Envelope, detail: Detail) -> str:
    return _("‘%(category)s’ 분야에 쓸 수 있는 돈 %(money)s을 넘게 됩니다.") % {
        "category": detail["category"],
        "money": money(detail["money"], envelope),
    }


def _enough_winners(envelope: Envelope, detail: Detail) -> str:
    return _("뽑을 수 있는 %(number)s개가 먼저 찼습니다.") % detail


SENTENCES: dict[str, Callable[[Envelope, Detail], str]] = {
    "earned": _earned,
    "excluded": _excluded,
    "category_full": _category_full,
    "category_spent": _category_spent,
    "enough_winners": _enough_winners,
    "bought": _bought,
    "short": _short,
    "ranked": _ranked,
    "does_not_fit": _does_not_fit,
    "filled": _filled,
    "after_stop": _after_stop,
    "below_minimum": _below_minimum,
    "over_budget": _over_budget,
    "no_votes": _no_votes,
    "everything": _everything,
}
