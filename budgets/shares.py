"""What the page "where did my share go" needs: the transcript, and an example worked out on the server."""

import json
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from budgets.models import Envelope, Project
from budgets.tally.analysis.share import share_of
from budgets.words import money

FINE = 1000  # units of the currency below which hundredths are worth showing


def context(envelope: Envelope, result: dict[str, Any]) -> dict[str, Any]:
    projects = list(envelope.projects.all())
    for project in projects:
        project.envelope = envelope
    bought = {row["project"]: row for row in result["winners"]}
    order = {row["project"]: place for place, row in enumerate(result["winners"])}
    projects.sort(key=lambda project: (order.get(project.ballot_id, len(order)), project.number))
    rows = [_row(envelope, project, bought.get(project.ballot_id)) for project in projects]
    return {
        "rows": rows,
        "pays": result["decided_by"] == "equal_shares",
        "by_points": result["rule"].get("utility") == "points",
        "wallet": _amount(Fraction(result["endowment"]), envelope) if result["endowment"] else "",
        "transcript": json.dumps(_transcript(result)),
        "example": _example(envelope, projects, result),
        "result": result,
    }


def _row(envelope: Envelope, project: Project, bought: dict[str, Any] | None) -> dict[str, Any]:
    payment = bought["payment"] if bought else None
    return {
        "project": project,
        "funded": bought is not None,
        "payment": _amount(Fraction(payment), envelope) if payment else "",
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


def _example(envelope: Envelope, projects: list[Project], result: dict[str, Any]) -> dict[str, Any] | None:
    """Somebody who chose the three projects with the most votes."""
    titles = {project.ballot_id: project for project in projects}
    ranked = sorted(result["projects"], key=lambda row: (-row["votes"], row["project"]))[:3]
    chosen = {row["project"]: 1 for row in ranked}
    share = share_of(result, chosen)
    if share is None:
        return None
    paid = {payment.project: payment for payment in share.payments}
    return {
        "wallet": _amount(share.wallet, envelope),
        "left": _amount(share.left, envelope),
        "rows": [
            {
                "project": titles[one],
                "paid": _amount(paid[one].paid, envelope) if one in paid else "",
                "all_she_had": one in paid and paid[one].all_she_had,
            }
            for one in chosen
        ],
    }


def _amount(amount: Fraction, envelope: Envelope) -> str:
    """Rounded down, and small amounts to two places: with 315.84 in the wallet nobody pays 316.

    The script on the page writes amounts in the same way.
    """
    if envelope.scale > 1 or amount >= FINE or amount.denominator == 1:
        return money(amount // 1, envelope)
    hundredths = int(amount * 100)
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return (
        _("%(amount)s원") % {"amount": text} if envelope.currency == "KRW" else f"{text} {envelope.currency}"
    )
