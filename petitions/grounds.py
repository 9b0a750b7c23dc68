"""The only reasons for which a petition may be refused: the law's list, not an officer's mood.

청원법 (2020-12-22 개정, 2021-12-23 시행) §6 제1호–제6호 and §16 (반복청원·이중청원). The text of the
reason is
told to the petitioner and shown to the public; the officer adds how the ground applies to this petition.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    SECRET = "secret", _("국가기밀이나 공무상 비밀에 관한 내용입니다")
    OTHER_REMEDY = "other_remedy", _("수사·재판·조정처럼 다른 법에 따른 절차가 진행되고 있습니다")
    FALSE_ACCUSATION = "false_accusation", _("거짓 사실로 다른 사람이 벌을 받게 하려는 내용입니다")
    DEFAMES_ORGAN = "defames_organ", _("거짓 사실로 국가기관의 명예를 떨어뜨리는 내용입니다")
    PRIVATE_MATTER = "private_matter", _("개인 사이의 권리관계나 사생활에 관한 내용입니다")
    UNIDENTIFIED = "unidentified", _("청원인이나 청원 내용이 분명하지 않습니다")
    REPEATED = "repeated", _("이미 처리했거나 처리하고 있는 청원과 같은 내용입니다")


ARTICLES: dict[str, str] = {
    Ground.SECRET: "§6(1)",
    Ground.OTHER_REMEDY: "§6(2)",
    Ground.FALSE_ACCUSATION: "§6(3)",
    Ground.DEFAMES_ORGAN: "§6(4)",
    Ground.PRIVATE_MATTER: "§6(5)",
    Ground.UNIDENTIFIED: "§6(6)",
    Ground.REPEATED: "§16",
}

_ITEM = {f"§6({n})": n for n in range(1, 7)}


@dataclass(frozen=True)
class Citation:
    """A ground with the statute it rests on, ready for a page."""

    ground: str
    sentence: str | Promise
    article: str | Promise


def cite(ground: str) -> Citation:
    """Name the law in full, so that a citizen can look the article up and object."""
    article = ARTICLES[ground]
    if article == "§16":
        place: str | Promise = _("청원법 제16조(반복청원 및 이중청원)")
    else:
        place = _("청원법 제6조(청원 처리의 예외) 제%(item)s호") % {"item": _ITEM[article]}
    return Citation(ground, Ground(ground).label, place)
