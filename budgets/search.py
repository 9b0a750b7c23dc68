"""What the portal's search finds of this room: announced rounds and the projects on their ballots."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from budgets.models import Project, Round
from portal.search import Doc, register


def load_round(public_id: str) -> Doc | None:
    round_ = Round.objects.public().filter(public_id=public_id).first()
    if round_ is None:
        return None
    return Doc(
        title=round_.title,
        body=round_.summary,
        url=round_.get_absolute_url(),
        published_at=round_.opens_at,
        kind_label=_("참여예산"),
    )


def load_project(public_id: str) -> Doc | None:
    projects = Project.objects.select_related("envelope__round")
    project = projects.filter(public_id=public_id, envelope__round__state__in=Round.State.frozen()).first()
    if project is None:
        return None
    # A description often begins with the summary: who reads the result need not read it twice.
    first = [] if project.summary in project.description else [project.summary]
    return Doc(
        title=project.title,
        body="\n".join([*first, project.place, project.category, project.description]),
        url=project.get_absolute_url(),
        published_at=project.envelope.round.opens_at,
        kind_label=_("참여예산 사업"),
        area_id=project.envelope.area_id,
    )


def round_refs() -> Iterable[str]:
    return Round.objects.public().values_list("public_id", flat=True)


def project_refs() -> Iterable[str]:
    found = Project.objects.filter(envelope__round__state__in=Round.State.frozen())
    return found.values_list("public_id", flat=True)


register("budgets.round", load=load_round, refs=round_refs)
register("budgets.project", load=load_project, refs=project_refs)
