"""Sessions in the database, as Django keeps them; only the look-up is a statement said once.

Every page and act of whoever is logged in begins with it: through the ORM it cost four times as much.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db import connection

# By the database's clock: Django set the end by its server's, not by portal.clock, which tests move.
SAVED = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(InDatabase):
    def load(self) -> dict[str, Any]:
        """What was saved under this key; nothing, and no key, when there is none or its time is over."""
        saved = None
        if (self.session_key or "").isalnum():  # a cookie may hold anything, also what no text field takes
            with connection.cursor() as cursor:
                cursor.execute(SAVED, [self.session_key])
                saved = cursor.fetchone()
        if saved is None:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(saved[0])
        return kept
