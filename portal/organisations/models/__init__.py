from portal.organisations.models.agency import Agency, Unit
from portal.organisations.models.area import Area
from portal.organisations.models.deadline import Deadline, DeadlinePause
from portal.organisations.models.holiday import Holiday
from portal.organisations.models.membership import Membership, Role

__all__ = ["Agency", "Area", "Deadline", "DeadlinePause", "Holiday", "Membership", "Role", "Unit"]
