from portal.moderation.models.appeal import Appeal
from portal.moderation.models.case import Case
from portal.moderation.models.decision import Decision
from portal.moderation.models.report import Report

__all__ = ["Appeal", "Case", "Decision", "Report"]
