"""Rounds and their envelopes as everybody reads them: one statement each, said once (portal.rows)."""

from functools import cache

from budgets.models import Envelope, Round
from portal import rows
from portal.organisations.models import Area
from portal.rows import Part

ENVELOPE, ROUND = Part(Envelope, "envelope"), Part(Round, "round")
AREA, ABOVE = Part(Area, "area"), Part(Area, "above")


@cache
def _envelope() -> str:
    return f"""
SELECT {rows.columns(ENVELOPE, ROUND, AREA)} FROM budgets_envelope envelope
JOIN budgets_round round ON round.id = envelope.round_id
LEFT JOIN organisations_area area ON area.id = envelope.area_id
WHERE envelope.public_id = %(envelope)s AND round.public_id = %(round)s
"""  # noqa: S608  (names of our own columns)


def envelope_of(round_public_id: str, public_id: str) -> Envelope | None:
    """The envelope, with `round` and `area` in it, whatever the round's state; None when there is none.

    Every ballot begins with it.
    """
    values = {"envelope": public_id, "round": round_public_id}
    for envelope, round_, area in rows.fetch(_envelope(), values, ENVELOPE, ROUND, AREA):
        envelope.round, envelope.area = round_, area
        return envelope
    return None


@cache
def _round() -> str:
    return f"SELECT {rows.columns(ROUND)} FROM budgets_round round WHERE public_id = %(round)s"  # noqa: S608


def round_of(public_id: str) -> Round | None:
    """The round, whatever its state; None when there is none."""
    found: Round | None = rows.one(_round(), {"round": public_id}, ROUND)
    return found


@cache
def _envelopes() -> str:
    return f"""
SELECT {rows.columns(ENVELOPE, AREA, ABOVE)},
    (SELECT count(*) FROM budgets_project WHERE envelope_id = envelope.id)
FROM budgets_envelope envelope
LEFT JOIN organisations_area area ON area.id = envelope.area_id
LEFT JOIN organisations_area above ON above.id = area.parent_id
WHERE envelope.round_id = %(round)s ORDER BY envelope.id
"""  # noqa: S608  (names of our own columns)


def envelopes_of(round_: Round) -> list[Envelope]:
    """A round's envelopes in their order, with area, province and `projects_total`."""
    found = []
    for envelope, area, above, total in rows.fetch(_envelopes(), {"round": round_.pk}, ENVELOPE, AREA, ABOVE):
        envelope.round, envelope.area, envelope.projects_total = round_, area, total
        if area is not None:
            area.parent = above
        found.append(envelope)
    return found
