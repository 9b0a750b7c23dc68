from portal.moderation.actions.appeals import appeal, judge
from portal.moderation.actions.decisions import decide, end_temporary
from portal.moderation.actions.reports import report

__all__ = ["appeal", "decide", "end_temporary", "judge", "report"]
