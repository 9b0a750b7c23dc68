"""What the residents' opinion says: plain data, from which the page and the PDF are drawn alike."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from budgets import queries
from budgets.models import Envelope, Opinion, Round
from budgets.words import money
from portal.frontend import words

LANGUAGE = "ko"  # the council's language: an official paper is made once


def content_of(opinion: Opinion, at: datetime) -> dict[str, Any]:
    """Title, facts, a table of winners for each envelope, and what residents said, one entry each."""
    round_ = opinion.round
    with override(LANGUAGE):
        return {
            "title": _("%(round)s 주민의견서") % {"round": round_.title},
            "introduction": opinion.introduction,
            "facts": facts_of(round_),
            "envelopes": [_envelope(one) for one in _envelopes(round_)],
            "opinions_title": _("주민 의견"),
            "opinions": [line.strip() for line in opinion.opinions.splitlines() if line.strip()],
            "made": words.day(at),
        }


def _envelopes(round_: Round) -> list[Envelope]:
    found = list(round_.envelopes.select_related("tally", "area").prefetch_related("projects"))
    for envelope in found:
        envelope.round = round_
    return found


def facts_of(round_: Round) -> list[list[str]]:
    """In the language of whoever reads them: the paper has them in the council's."""
    turnout = queries.turnout(round_) or 0
    return [
        [_("투표 기간"), f"{words.moment(round_.opens_at)} – {words.moment(round_.closes_at)}"],
        [_("참여한 사람"), ngettext("%(count)s명", "%(count)s명", turnout) % {"count": f"{turnout:,}"}],
        [
            _("사업"),
            _("%(count)s개") % {"count": sum(one.projects.count() for one in round_.envelopes.all())},
        ],
    ]


def _envelope(envelope: Envelope) -> dict[str, Any]:
    result = envelope.tally.result or {"projects": [], "winners": []}
    votes = {row["project"]: row["votes"] for row in result["projects"]}
    projects = {project.ballot_id: project for project in envelope.projects.all()}
    rows = [
        [
            str(place),
            projects[row["project"]].title,
            money(projects[row["project"]].cost, envelope),
            f"{votes[row['project']]:,}",
        ]
        for place, row in enumerate(result["winners"], start=1)
    ]
    cost = sum(projects[row["project"]].cost for row in result["winners"])
    return {
        "name": envelope.name,
        "head": [_("순서"), _("사업"), _("사업비"), _("득표")],
        "rows": rows,
        "sum": _("예산 %(amount)s 가운데 %(cost)s을 %(count)s개 사업에 쓰기로 했습니다.")
        % {"amount": money(envelope.amount, envelope), "cost": money(cost, envelope), "count": len(rows)},
    }
