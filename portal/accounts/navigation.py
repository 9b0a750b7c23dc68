"""The side menu of a person's own pages, shared with the pages that allauth draws."""

from typing import Any

from django.utils.translation import gettext as _


def items(path: str) -> list[dict[str, Any]]:
    """`[{label, url, current}]`; the entry whose address begins the path is the current one."""
    entries = [
        (_("내 정보"), "/me/settings/", "/me/settings/"),
        (_("본인확인"), "/me/settings/identity/", "/me/settings/identity/"),
        (_("알림 설정"), "/inbox/settings/", "/inbox/settings/"),
        (_("이메일"), "/accounts/email/", "/accounts/email/"),
        (_("비밀번호"), "/accounts/password/change/", "/accounts/password/"),
        (_("2단계 인증"), "/accounts/2fa/", "/accounts/2fa/"),
        (_("로그인한 기기"), "/accounts/sessions/", "/accounts/sessions/"),
        (_("내 정보 내려받기와 탈퇴"), "/me/settings/data/", "/me/settings/data/"),
    ]
    current = max(
        (prefix for _label, _url, prefix in entries if path.startswith(prefix)), key=len, default=""
    )
    return [{"label": label, "url": url, "current": prefix == current} for label, url, prefix in entries]
