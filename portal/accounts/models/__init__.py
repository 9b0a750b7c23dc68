from portal.accounts.models.consent import Consent
from portal.accounts.models.request import IdentityRequest
from portal.accounts.models.user import User, UserManager
from portal.accounts.models.verification import Verification

__all__ = ["Consent", "IdentityRequest", "User", "UserManager", "Verification"]
