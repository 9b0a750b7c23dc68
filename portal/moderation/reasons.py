"""The rules that a report names and a decision rests on, and how soon each must be looked at."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Ordered by how much harm another hour does."""

    PRIVACY = "privacy", _("개인정보")
    DEFAMATION = "defamation", _("허위·명예훼손")
    ABUSE = "abuse", _("욕설·혐오")
    ADVERTISING = "advertising", _("광고")
    FLOODING = "flooding", _("중복·도배")
    OTHER = "other", _("기타")


EXPLAINED = {
    Reason.PRIVACY: _("이름, 전화번호, 주소처럼 누군가를 알아볼 수 있는 내용"),
    Reason.DEFAMATION: _("사실이 아니거나 누군가의 명예를 해치는 내용"),
    Reason.ABUSE: _("욕설, 위협, 어떤 집단을 깎아내리는 말"),
    Reason.ADVERTISING: _("물건, 서비스, 다른 누리집을 알리려는 글"),
    Reason.FLOODING: _("같은 내용을 여러 번 올린 글"),
    Reason.OTHER: _("위에 없는 이유. 아래 칸에 꼭 적어 주세요."),
}

# A telephone number in the open is worse with each minute; an advertisement can wait for the morning.
PATIENCE = {
    Reason.PRIVACY: timedelta(hours=4),
    Reason.DEFAMATION: timedelta(hours=12),
    Reason.ABUSE: timedelta(hours=12),
    Reason.ADVERTISING: timedelta(hours=48),
    Reason.FLOODING: timedelta(hours=48),
    Reason.OTHER: timedelta(hours=48),
}

# 정보통신망법 제44조의2 ④: 권리 침해 여부를 판단하기 어렵거나 다툼이 예상되면 30일까지 가릴 수
# 있다(임시조치).
TEMPORARY = timedelta(days=30)
RIGHTS = (Reason.PRIVACY, Reason.DEFAMATION)
