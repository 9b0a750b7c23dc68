"""Tags and filters of the design system; docs/design.md is their manual."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.http import QueryDict
from django.template import Context, Engine
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from portal import clock
from portal.frontend import charts, still, words
from portal.frontend.icons import ICONS

register = template.Library()
register.filter("count", words.count)
register.filter("won", words.won)
register.filter("won_short", words.won_short)


@register.filter
def said_day(at: date | datetime | None) -> str:
    """The words of `day` inside a sentence."""
    return words.day(at) if at else ""


@register.filter
def said_moment(at: datetime | None) -> str:
    return words.moment(at) if at else ""


FRAME = ("name", "demo", "official", "year", "text_size", "room")
SHARED = ("url", "menu", "languages", "text_sizes")  # the same for all, or told by `room`


@register.simple_tag(takes_context=True)
def frame(context: Context, part: str) -> SafeString:
    """A part of the frame around every page, components/<part>.html; see portal.frontend.still."""
    house, request = context.get("house") or {}, context.get("request")
    key = tuple(house.get(name) for name in FRAME)
    known = {"house": {name: house.get(name) for name in (*FRAME, *SHARED)}, "here": still.HERE}
    text = still.draw(_engine(context), f"components/{part}.html", known, key)
    return still.at(text, request.get_full_path() if request else "/")


@register.simple_tag(takes_context=True)
def reader_menu(context: Context) -> SafeString:
    """What the header offers to whoever is logged in, components/reader_menu.html: kept without her name and
    without her form's token."""
    unread, staffer = context["unread_notifications"](), bool(context["is_staffer"])
    known = {"unread": unread, "staffer": staffer, "name": still.NAME, "csrf_token": still.FORM}
    text = still.draw(_engine(context), "components/reader_menu.html", known, (unread, staffer))
    return still.fill(text, {still.NAME: context["user"].display_name, still.FORM: context["csrf_token"]})


@register.simple_tag(takes_context=True)
def item(context: Context, row: dict[str, Any]) -> SafeString:
    """components/item.html from a dict of plain values with its arguments as keys."""
    due = row.get("deadline")
    left = words.deadline(due, clock.now()) if due else ()
    return mark_safe(still.piece(_engine(context), "components/item.html", row, left))  # noqa: S308


@register.simple_tag(takes_context=True)
def kept(
    context: Context, name: str, card: dict[str, Any] | None = None, has_time: bool = False
) -> SafeString:
    """The template `name` with `card` (plain values, also in lists) and `has_time`, drawn anew when one
    changes; without them, once per language."""
    known = {"card": card, "has_time": has_time}
    return mark_safe(still.draw(_engine(context), name, known, (still.plain(card), has_time)))  # noqa: S308


@register.simple_tag(takes_context=True)
def steps(context: Context, steps: list[dict[str, Any]], label: str = "") -> SafeString:
    """components/steps.html; a procedure has few places to stand at."""
    key = (label, *(pair for step in steps for pair in step.items()))
    text = still.draw(_engine(context), "components/steps.html", {"steps": steps, "label": label}, key)
    return mark_safe(text)  # noqa: S308  (drawn by our own template)


@register.simple_tag(takes_context=True)
def share(context: Context, url: str) -> SafeString:
    """components/share.html for the page at `url`."""
    return still.at(still.draw(_engine(context), "components/share.html", {"url": still.HERE}, ()), url)


def _engine(context: Context) -> Engine:
    return context.template.engine if context.template else Engine.get_default()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon. Without `label` it is decoration and hidden from assistive technology."""
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, _path(name)
        )
    return _plain_icon(name)


@cache
def _plain_icon(name: str) -> SafeString:
    """Pages draw dozens of the same few icons."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', _path(name)
    )


def _path(name: str) -> SafeString:
    return mark_safe(f'<path d="{ICONS[name]}"/>')  # noqa: S308  (our own constant)


@register.filter
def room_icon(key: str) -> str:
    """The icon of a room by its key in the menu or its address ('/proposals/'), or a plain mark."""
    room = str(key).strip("/").partition("/")[0]
    name = room.removesuffix("s")
    return name if name in ICONS else room if room in ICONS else "accent"


@register.simple_tag
def site_name() -> str:
    """For pages and mails that are drawn without a request."""
    return words.site_name()


@register.simple_tag
def badge(tone: str, label: str, shape: str = "") -> SafeString:
    """A state: its tone's colour and shape (or the icon `shape`), and the word that really says it."""
    tone = tone if tone in words.TONES else "neutral"
    return format_html('<span class="badge badge-{}">{}{}</span>', tone, icon(shape or tone), label)


@register.simple_tag
def day(at: date | datetime | None) -> SafeString | str:
    return _time(at, words.day(at)) if at else ""


@register.simple_tag
def moment(at: datetime | None) -> SafeString | str:
    return _time(at, words.moment(at)) if at else ""


@register.simple_tag
def period(start: date | datetime, end: date | datetime) -> SafeString:
    first, second = words.period(start, end, clock.now())
    return format_html('<span class="period">{}–{}</span>', _time(start, first), _time(end, second))


@register.simple_tag
def deadline(due: date | datetime | None, at: datetime | None = None) -> SafeString | str:
    """Days left as a badge, with the day itself beside it. `at` defaults to now."""
    if not due:
        return ""
    if at is None and not isinstance(due, datetime):
        return _last_day(due, clock.today(), get_language())
    return _deadline(due, at or clock.now())


@register.simple_tag
def owed(due: date | datetime | None) -> SafeString | str:
    """The deadline of what the office itself must do: past, the work is late and not over."""
    if due and words.is_past(due, clock.now()):
        late = badge("bad", gettext("기한 지남"))
        return format_html('<span class="deadline">{} {}</span>', late, day(due))
    return deadline(due)


@register.simple_tag
def coming(on: datetime) -> SafeString:
    """A day on which something takes place: how far it is, and the day itself."""
    far = badge("info", words.coming(on, clock.now()), "calendar")
    return format_html('<span class="deadline">{} {}</span>', far, _time(on, words.day_in_week(on)))


@lru_cache(maxsize=1_000)
def _last_day(due: date, today: date, language: str | None) -> SafeString:
    """A day says the same all day, twice on some pages."""
    return _deadline(due, datetime.combine(today, time(12), clock.local(clock.now()).tzinfo))


def _deadline(due: date | datetime, at: datetime) -> SafeString:
    tone, left, until = words.deadline(due, at)
    return format_html('<span class="deadline">{} {}</span>', badge(tone, left, "clock"), _time(due, until))


def _time(at: date | datetime, text: str) -> SafeString:
    machine = clock.local(at).isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, text)


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: Any) -> dict[str, Any]:
    """label, url, label, url, …; a last label without url is this page."""
    pairs = [(parts[at], parts[at + 1] if at + 1 < len(parts) else "") for at in range(0, len(parts), 2)]
    return {"crumbs": [{"label": label, "url": url} for label, url in pairs if label]}


@register.inclusion_tag("components/progress.html")
def progress(value: int, whole: int, label: str = "", unit: str = "", note: str = "") -> dict[str, Any]:
    reached = bool(whole) and value >= whole
    return {
        "value": value, "whole": whole, "label": label, "unit": unit, "note": note,
        "share": charts.share(value, whole), "reached": reached,
    }  # fmt: skip


@register.inclusion_tag("components/budget_meter.html")
def budget_meter(spent: int, total: int, label: str = "") -> dict[str, Any]:
    """How much of an envelope is used, in won."""
    return {
        "spent": spent, "total": total, "label": label, "left": total - spent,
        "share": charts.share(spent, total), "over": spent > total,
    }  # fmt: skip


@register.simple_tag
def slots(cells: Sequence[dict[str, Any]]) -> SafeString:
    """A row of components/week.html. A week has hundreds of cells: template nodes cost half the page."""
    return mark_safe("".join(_slot(cell) for cell in cells))  # noqa: S308  (escaped)


def _slot(cell: dict[str, Any]) -> str:
    url, head, text = cell.get("url"), *_slot_words(cell["tone"], str(cell["label"]))
    return f'{head}<a href="{escape(url)}">{text}</a></td>' if url else f"{head}<span>{text}</span></td>"


@lru_cache(maxsize=200)
def _slot_words(tone: str, label: str) -> tuple[str, str]:
    """Two tones with a word each and a dash make up nearly every week."""
    return f'<td class="slot slot-{escape(tone)}">', escape(label)


@register.inclusion_tag("components/bars.html")
def bars(
    items: Sequence[Sequence[Any]], label: str, unit: str = "", head: str = "", whole: float | None = None
) -> dict[str, Any]:
    """A bar chart and the same numbers as a table."""
    return {"bars": charts.bars(items, whole), "label": label, "unit": unit, "head": head}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, param: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; every other GET parameter stays."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[param] = str(number)
        return "?" + query.urlencode()

    return {
        "page": page,
        "numbers": [
            (number, address(number) if isinstance(number, int) else "") for number in _numbers(page)
        ],
        "before": address(page.number - 1) if _yes(page.has_previous) else "",
        "next": address(page.number + 1) if _yes(page.has_next) else "",
    }


def _yes(answer: Any) -> bool:
    """Django's Page has methods where our own pages have attributes."""
    return bool(answer() if callable(answer) else answer)


def _numbers(page: Any) -> list[Any]:
    paginator = getattr(page, "paginator", None)
    if paginator is None or paginator.num_pages < 2:
        return []
    return list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag
def field(bound: BoundField, hint: str = "", width: str = "", label: str = "") -> SafeString | str:
    """One field in full dress. `width`: short, medium or full."""
    if hint:
        bound.help_text = hint
    if label:
        bound.label = label
    if bound.is_hidden:
        return bound.as_widget()
    return bound.render(context={"field": bound, "width": width})


@register.filter
def optional(bound: BoundField) -> bool:
    """Whether to say (선택) beside the label; a lone checkbox says it by being one."""
    return not bound.field.required and getattr(bound.field.widget, "input_type", "") != "checkbox"


@register.filter
def lone_checkbox(bound: BoundField) -> bool:
    """A yes/no field: its label stands after the box."""
    widget = bound.field.widget
    return getattr(widget, "input_type", "") == "checkbox" and not bound.use_fieldset


@register.filter
def limit(bound: BoundField) -> int | None:
    """Length limit of a long text, for its counter; short fields need none."""
    from django.forms import Textarea

    return bound.field.widget.attrs.get("maxlength") if isinstance(bound.field.widget, Textarea) else None


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """What must be mended, with a link to each field."""
    mistakes: list[dict[str, str]] = []
    for form in forms:
        for one in getattr(form, "forms", [form]) if form is not None else []:
            mistakes += _mistakes(one)
    return {"mistakes": mistakes}


def _mistakes(form: BaseForm) -> list[dict[str, str]]:
    if not form.is_bound:
        return []
    found = [{"text": str(text), "target": ""} for text in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            bound = form[name]
            found += [
                {"text": str(text), "label": _named(bound), "target": _target(bound)} for text in bound.errors
            ]
    return found


def _named(bound: BoundField) -> str:
    """A label that is a whole sentence ("동의합니다.") goes on with a colon, without its full stop."""
    return str(bound.label).rstrip(".")


def _target(bound: BoundField) -> str:
    """The id that takes the focus: the first choice of a group, else the control."""
    return f"{bound.auto_id}_0" if bound.use_fieldset and bound.auto_id else bound.auto_id


@register.filter
def unlocalized(number: float) -> str:
    """A number for SVG attributes and data-*: a point, no grouping, in every language."""
    return str(number)


@register.filter
def tone_of(messages_level: str) -> str:
    """Level of django.contrib.messages -> tone of an alert."""
    return {"success": "good", "error": "bad", "warning": "warn"}.get(messages_level, "info")
