"""What this room keeps about one person after the vote, for her own file of data. Ballots are not in it:
after sealing nobody can say which was hers."""

from typing import Any

from budgets.models import Inspection, Satisfaction, WasteReport, Watcher
from portal.accounts import export


def of(user: Any) -> dict[str, Any]:
    """JSON-ready; money in won, times aware."""
    watching = Watcher.objects.filter(person=user).select_related("watch__round")
    inspections = Inspection.objects.filter(watcher__person=user).select_related("execution__project")
    reports = WasteReport.objects.filter(reporter=user).select_related("execution__project")
    ratings = Satisfaction.objects.filter(person=user).select_related("execution__project")
    return {
        "watch": [
            {"round": one.watch.round.title, "state": one.state, "motive": one.motive, "at": one.at}
            for one in watching
        ],
        "inspections": [
            _of(one, visited_on=one.visited_on, verdict=one.verdict, seen=one.seen) for one in inspections
        ],
        "waste_reports": [
            _of(one, state=one.state, body=one.body, amount=one.amount, tells_name=one.tells_name)
            for one in reports
        ],
        "satisfaction": [_of(one, stars=one.stars, comment=one.comment) for one in ratings],
    }


def _of(row: Any, **more: Any) -> dict[str, Any]:
    return {"id": row.public_id, "project": row.execution.project.title, "at": row.at, **more}


export.register("budgets", of)
