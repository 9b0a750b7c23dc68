"""What an administrator hears when she has typed a project: at once, but refused at the announcement only."""

from django.utils.translation import gettext as _

from budgets.models import Project
from budgets.words import money


def warnings(project: Project) -> list[str]:
    envelope = project.envelope
    names = {"project": project.title, "name": envelope.name}
    found = []
    if project.cost > envelope.amount:
        found.append(
            _("‘%(project)s’ 사업비가 ‘%(name)s’ 예산보다 많습니다. 공고하기 전에 고쳐 주세요.") % names
        )
    elif envelope.project_cap is not None and project.cost > envelope.project_cap:
        cap = money(envelope.project_cap, envelope)
        sentence = _(
            "‘%(project)s’ 사업비가 사업 하나의 최고 금액 %(cap)s보다 많습니다. 공고하기 전에 고쳐 주세요."
        )
        found.append(sentence % {**names, "cap": cap})
    if _has_twin(project):
        sentence = _(
            "‘%(name)s’에 이름이 ‘%(project)s’인 사업이 이미 있습니다. 시민이 구별할 수 있는지 봐 주세요."
        )
        found.append(sentence % names)
    return found


def _has_twin(project: Project) -> bool:
    """Another project of the envelope that reads the same, whatever its spaces and capitals."""
    others = project.envelope.projects.exclude(pk=project.pk).values_list("title", flat=True)
    return _read(project.title) in map(_read, others)


def _read(title: str) -> str:
    return " ".join(title.split()).casefold()
