from datetime import datetime

from portal import audit
from portal.accounts import rules
from portal.accounts.models import User
from portal.actions import action
from portal.refusals import refuse


@action
def change_profile(*, user: User, nickname: str, language: str, text_size: int, at: datetime) -> User:
    """Change how others see me and how the portal speaks to me."""
    nickname = rules.normal_nickname(nickname)
    renamed = nickname != user.nickname
    if renamed:
        refuse(rules.nickname_refusal(nickname))
    User.objects.filter(pk=user.pk).update(nickname=nickname, language=language, text_size=text_size)
    if renamed:
        # Without the names themselves: a record that cannot be erased must not hold them.
        audit.record(
            actor_id=user.pk, verb="accounts.renamed", target=f"accounts.user:{user.public_id}", at=at
        )
    user.refresh_from_db()
    return user
