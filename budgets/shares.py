"""What the page "where did my share go" needs: the transcript, and an example worked out on the server."""

import json
from fractions import Fraction
from typing import Any

from budgets.models import Envelope, Project
from budgets.tally.analysis.share import share_of
from budgets.words import paid_by_points, paid_money, pays_by_points


def context(envelope: Envelope, result: dict[str, Any]) -> dict[str, Any]:
    projects = list(envelope.projects.all())
    for project in projects:
        project.envelope = envelope
    bought = {row["project"]: row for row in result["winners"]}
    order = {row["project"]: place for place, row in enumerate(result["winners"])}
    projects.sort(key=lambda project: (order.get(project.ballot_id, len(order)), project.number))
    even = Fraction(result["budget"], max(result["voters"], 1))
    rows = [_row(envelope, project, bought.get(project.ballot_id)) for project in projects]
    return {
        "rows": rows,
        "pays": result["decided_by"] == "equal_shares",
        "by_points": paid_by_points(envelope, result),
        "wallet": wallet(envelope, result),
        "even": paid_money(even, envelope),
        "raised": Fraction(result["endowment"] or 0) > even,
        "transcript": json.dumps(_transcript(result)),
        "example": _example(envelope, projects, result),
        "result": result,
    }


def wallet(envelope: Envelope, result: dict[str, Any]) -> str:
    """Everybody's share in the kept run; empty where nobody paid."""
    return paid_money(Fraction(result["endowment"]), envelope) if result["endowment"] else ""


def _row(envelope: Envelope, project: Project, bought: dict[str, Any] | None) -> dict[str, Any]:
    payment = bought["payment"] if bought else None
    return {
        "project": project,
        "funded": bought is not None,
        "payment": paid_money(Fraction(payment), envelope) if payment else "",
    }


def _transcript(result: dict[str, Any]) -> dict[str, Any]:
    """What the script reads: the wallet and the purchases, exact numbers as text."""
    paid = result["winners"][: len(result["winners"]) - result["filled"]]
    return {
        "decided_by": result["decided_by"],
        "wallet": result["endowment"],
        "purchases": [[row["project"], row["payment"]] for row in paid],
        "winners": [row["project"] for row in result["winners"]],
    }


def _points(envelope: Envelope, many: int) -> list[int]:
    """How our example fills in a ballot: all her points, or her places, which are worth points too."""
    if envelope.ballot_kind == Envelope.Ballot.RANKED:
        worth = envelope.tally_rule().rank_points or tuple(range(envelope.projects.count(), 0, -1))
        return [*worth, *[0] * many][:many]
    each, rest = divmod(envelope.points_total, many)
    return [each + (place < rest) for place in range(many)]


def _example(envelope: Envelope, projects: list[Project], result: dict[str, Any]) -> dict[str, Any] | None:
    """Somebody who chose the three projects with the most votes, on a ballot that may be cast."""
    titles = {project.ballot_id: project for project in projects}
    ranked = sorted(result["projects"], key=lambda row: (-row["votes"], row["project"]))[:3]
    points = _points(envelope, len(ranked)) if pays_by_points(envelope) else [1] * len(ranked)
    chosen = {row["project"]: given for row, given in zip(ranked, points, strict=True)}
    share = share_of(result, chosen)
    if share is None:
        return None
    paid = {payment.project: payment for payment in share.payments}
    return {
        "wallet": paid_money(share.wallet, envelope),
        "left": paid_money(share.left, envelope),
        "rows": [
            {
                "project": titles[one],
                "points": chosen[one] if pays_by_points(envelope) else None,
                "paid": paid_money(paid[one].paid, envelope) if one in paid else "",
                "all_she_had": one in paid and paid[one].all_she_had,
            }
            for one in chosen
        ],
    }
