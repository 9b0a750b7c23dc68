from portal.notifications.models.delivery import Delivery
from portal.notifications.models.notice import Notice, Notification
from portal.notifications.models.preference import Preference

__all__ = ["Delivery", "Notice", "Notification", "Preference"]
