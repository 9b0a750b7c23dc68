"""What moderation's pages read."""

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.mine import Mine, Queue
from portal.moderation.models import Appeal, Case, Decision, Report
from portal.moderation.rules import APPEAL_DAYS
from portal.organisations.models import Role
from portal.organisations.rules import has_role

PAGE = 20
LOOK_BACK = timedelta(days=90)


def page_of(cases: QuerySet[Any], number: str | int) -> Page:
    return Paginator(cases, PAGE).get_page(number)


def waiting() -> QuerySet[Case]:
    """Cases for a first decision, the one due first on top."""
    return Case.objects.waiting().annotate(report_count=Count("reports")).select_related("author")


def appealed() -> QuerySet[Case]:
    """Cases whose author waits for a second look, the longest waiting first."""
    return (
        Case.objects.filter(appeal__state=Appeal.State.OPEN)
        .select_related("decision", "appeal", "author")
        .annotate(report_count=Count("reports"))
        .order_by("appeal__created_at", "id")
    )


def decided() -> QuerySet[Case]:
    return (
        Case.objects.decided()
        .select_related("decision", "appeal", "author")
        .annotate(report_count=Count("reports"))
        .order_by("-closed_at", "-id")
    )


def public_log() -> QuerySet[Case]:
    """What was hidden, under which rule, when, and what became of it. No names, no texts, no links."""
    return Case.objects.measures().select_related("decision", "appeal").order_by("-closed_at", "-id")


def reports_of(case: Case) -> list[Report]:
    """The reports of a case, each with how many of the reporter's earlier reports led to a measure: somebody
    who
    is mostly right deserves a quicker look. The reporter stays unnamed, to moderators too."""
    reports = list(case.reports.order_by("created_at", "id"))
    earlier = (
        Report.objects.filter(reporter__in={report.reporter_id for report in reports})
        .exclude(case=case)
        .values("reporter")
        .annotate(total=Count("id"), right=Count("id", filter=Q(case__state=Case.State.HIDDEN)))
    )
    records = {row["reporter"]: row for row in earlier}
    for report in reports:
        record = records.get(report.reporter_id, {"total": 0, "right": 0})
        report.earlier_total, report.earlier_right = record["total"], record["right"]  # type: ignore[attr-defined]
    return reports


def numbers(at: datetime) -> dict[str, int]:
    """What was done in the last ninety days, for the public log."""
    since = at - LOOK_BACK
    counts = Case.objects.filter(closed_at__gte=since).aggregate(
        hidden=Count("id", filter=Q(state__in=Case.State.measures())),
        kept=Count("id", filter=Q(state=Case.State.KEPT)),
        granted=Count("id", filter=Q(appeal__state=Appeal.State.GRANTED)),
    )
    return counts | {"reports": Report.objects.filter(created_at__gte=since).count()}


def my_reports(user: Any) -> QuerySet[Report]:
    return Report.objects.filter(reporter=user).select_related("case").order_by("-created_at", "-id")


def mine(user: Any, at: datetime) -> list[Mine]:
    """What of this person's was hidden, with the day until which she may object; and what she reported."""
    return _my_cases(user) + _my_reports(user)


def _my_cases(user: Any) -> list[Mine]:
    cases = (
        Case.objects.measures()
        .filter(author=user)
        .annotate(is_appealed=Exists(Appeal.objects.filter(case=OuterRef("pk"))))
    )
    return [
        Mine(
            title=case.excerpt[:60] or case.kind_label,
            url=case.get_absolute_url(),
            state_label=case.get_state_display(),
            at=case.closed_at or case.opened_at,
            deadline=_last_day(case),
            kind=_("내 글 중재"),
        )
        for case in cases.order_by("-closed_at")[:PAGE]
    ]


def _last_day(case: Any) -> datetime | None:
    if case.state != Case.State.HIDDEN or case.is_appealed or case.closed_at is None:
        return None
    return case.closed_at + timedelta(days=APPEAL_DAYS)


def _my_reports(user: Any) -> list[Mine]:
    return [
        Mine(
            title=_("%(kind)s 신고: %(reason)s")
            % {"kind": report.case.kind_label, "reason": report.get_reason_display()},
            url=reverse("moderation:reports"),
            state_label=report.case.get_state_display(),
            at=report.created_at,
            kind=_("신고"),
        )
        for report in my_reports(user)[:PAGE]
    ]


def queues(user: Any, at: datetime) -> list[Queue]:
    """The two piles on a moderator's desk."""
    if not has_role(user, Role.MODERATOR):
        return []
    open_cases = Case.objects.waiting()
    appeals = Appeal.objects.waiting().exclude(first_moderator=user)
    first = open_cases.values_list("due_at", flat=True).first()
    return [
        Queue(_("신고된 글"), reverse("moderation:queue"), open_cases.count(), first),
        Queue(_("이의 제기"), reverse("moderation:appeals"), appeals.count(), None),
    ]


def find(public_id: str) -> Case | None:
    return Case.objects.select_related("decision", "appeal", "author").filter(public_id=public_id).first()


def decision_of(case: Case) -> Decision | None:
    return getattr(case, "decision", None)


def appeal_of(case: Case) -> Appeal | None:
    return getattr(case, "appeal", None)
