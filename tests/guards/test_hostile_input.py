"""What people should never type, in every field that a citizen has: no crash, and nothing of it runs."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from tests.guards.shaping import IDEA
from tests.guards.world import PROPOSAL, World, world  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guards-hostile")]

FORM = "application/x-www-form-urlencoded"
SCRIPT = "<script>alert(1)</script>"
TEMPLATE = "{{7*7}}{% debug %}"
NASTY = {
    "script": SCRIPT,
    "attribute": '"\' onmouseover=alert(1) x="',
    "template": TEMPLATE,
    "null": "앞\x00뒤",
    "surrogate": "앞\ud800뒤",
    "controls": "\x01\x08\x1b[31m\u202e\u2066\ufeff",
    "long": "가" * 100_000,
    "format": "%s%(x)s{0}{x!r}%00",
    "sql": "'; DROP TABLE accounts_user; --",
    "number": "9" * 400,
    "formula": '=HYPERLINK("http://evil.example","x")',
}
WEIGHING = ("round_weighing", "envelope_weighing")
# The address, its arguments, who fills it in, and every field of the form.
FORMS: list[tuple[str, tuple[str, ...], str, dict[str, str]]] = [
    ("proposals:new", (), "alice", {**PROPOSAL, "area": "", "visibility": "", "go": "save"}),
    (
        "proposals:edit",
        ("proposal_draft",),
        "alice",
        {**PROPOSAL, "area": "", "visibility": "", "go": "save"},
    ),
    ("proposals:autosave", ("proposal_draft",), "alice", {**PROPOSAL, "area": ""}),
    ("proposals:submit", ("proposal_draft",), "alice", {"visibility": "full", "ground": "", "agree": "on"}),
    ("proposals:withdraw", ("proposal",), "alice", {"reason": "그만둘게요"}),
    ("petitions:new", (), "alice", {"title": "학교 앞에 신호등을 놓아 주세요"}),
    (
        "petitions:write",
        ("petition_draft", "text"),
        "alice",
        {"title": "", "background": "", "details": "", "agency": ""},
    ),
    ("petitions:withdraw", ("petition",), "alice", {"reason": "그만둘게요"}),
    ("petitions:support", ("support_key",), "minsu", {"x": ""}),
    ("budgets:envelope", ("round", "envelope"), "minsu", {"choices": ""}),
    ("budgets:follow", ("round",), "minsu", {"stop": ""}),
    (
        "budgets_staff:new",
        (),
        "admin",
        {"title": "예산", "summary": "함께", "office": "", "contact": "", "start": "2028-03-02"},
    ),
    (
        "budgets_staff:schedule",
        ("round_draft",),
        "admin",
        {"opens_at": "2028-03-02T09:00", "closes_at": "2028-03-09T09:00", "collecting": "", "total": ""},
    ),
    (
        "budgets_staff:new_envelope",
        ("round_draft",),
        "admin",
        {
            "name": "구",
            "area": "",
            "amount": "1000",
            "project_cap": "",
            "voters": "residents",
            "min_age": "",
            "ballot_kind": "approval",
            "min_choices": "1",
            "max_choices": "2",
            "points_total": "10",
            "category_limits": "",
            "method": "greedy",
        },
    ),
    (
        "budgets_staff:rule",
        ("round_draft", "envelope_draft"),
        "admin",
        {"method": "greedy", "min_votes": "1", "increment": "1", "ties": "lot", "utility": "cost"},
    ),
    (
        "budgets_staff:rule",
        ("round_draft", "envelope_draft"),
        "admin",
        {"method": "panels", "panels": "주민투표: 60\n위원회: 40", "normalise": "share", "ties": "lot"},
    ),
    (
        "budgets_staff:appraisal_details",
        (*WEIGHING, "2"),
        "admin",
        {"kind": "survey", "source": "전화 설문", "held_on": "2026-03-02", "sample": "500"},
    ),
    ("budgets_staff:appraisal_keying", (*WEIGHING, "1"), "admin", {"score_1": "80", "score_2": "61.5"}),
    ("budgets_staff:appraisal_reopen", (*WEIGHING, "1"), "admin", {"reason": "회의록이 고쳐졌습니다."}),
    (
        "budgets_staff:override",
        ("round",),
        "admin",
        {"what": "move", "state": "closed", "to": "2028-03-09T09:00", "reason": "까닭"},
    ),
    ("budgets_staff:sandbox", ("round_draft",), "admin", {"voters": "20", "seed": "s"}),
    (
        "budgets:idea_new",
        ("round_collecting",),
        "minsu",
        {**IDEA, "area": "", "rough_cost": "", "go": "save"},
    ),
    (
        "budgets:idea_edit",
        ("round_collecting", "idea_draft"),
        "alice",
        {**IDEA, "without": "", "go": "preview"},
    ),
    ("budgets:idea_recheck", ("round_collecting", "idea_refused"), "alice", {"note": "다시 봐 주세요."}),
    ("budgets:panel_apply", ("round_collecting",), "alice", {"sex": "F", "motive": "", "agree": "on"}),
    ("budgets:score", ("round_short", "plan"), "alice", {"interest": "yes", "reason": "가족입니다."}),
    ("budgets:belonging", (), "minsu", {"area": "", "kind": "work", "place": "종로상회", "proof": "누리집"}),
    (
        "budgets_staff:belonging_decide",
        ("claim",),
        "carla",
        {"decision": "refuse", "until": "", "reason": "모릅니다"},
    ),
    (
        "budgets_staff:booth_keying",
        ("round", "booth"),
        "carla",
        {"batch": "1", "serial": "", "marks": "1", "void": ""},
    ),
    (
        "budgets_staff:booth_judge",
        ("round", "booth", "serial"),
        "carla",
        {"marks": "1", "void": "", "reason": "종이"},
    ),
    (
        "budgets_staff:booth_desk",
        ("round", "booth"),
        "carla",
        {"provider": "sandbox", "agree": "on", "x": ""},
    ),
    ("budgets_staff:booth_desk", ("round", "booth"), "carla", {"somebody": ""}),
    ("budgets_staff:booth_box", ("round", "booth"), "carla", {"in_box": "3"}),
    (
        "budgets_staff:new_booth",
        ("round",),
        "admin",
        {"name": "곳", "place": "1층", "area": "", "opens_on": "", "closes_on": "", "people": ""},
    ),
    ("budgets:watch_apply", ("round_published",), "minsu", {"motive": "동네를 압니다."}),
    (
        "budgets:inspect",
        ("round_published", "project_published"),
        "alice",
        {"visited_on": "2028-03-02", "seen": "경사로", "verdict": "good"},
    ),
    (
        "budgets:report_waste",
        ("round_published", "project_published"),
        "minsu",
        {"body": "두 번 놓음", "amount": "", "wishes_shown": "", "tells_name": ""},
    ),
    ("budgets:rate", ("round_evaluating", "project_evaluating"), "minsu", {"stars": "5", "comment": "좋음"}),
    ("budgets_staff:inspection", ("inspection",), "carla", {"body": "고치겠습니다.", "mend_by": ""}),
    (
        "budgets_staff:waste_deed",
        ("waste", "answer"),
        "carla",
        {"outcome": "accepted", "answer": "네", "recovered": "1", "shown": "on", "summary": "한 줄"},
    ),
    (
        "budgets_staff:waste_deed",
        ("waste", "correct"),
        "carla",
        {"outcome": "partly", "answer": "네", "recovered": "1", "summary": "한 줄", "reason": "잘못 셈"},
    ),
    (
        "budgets_staff:waste_deed",
        ("waste", "pass"),
        "carla",
        {"unit": "", "elsewhere": "감사원", "reason": "소관"},
    ),
    (
        "reservations:book",
        ("room",),
        "minsu",
        {"day": "", "start": "", "end": "", "people": "4", "purpose": "모임", "group": ""},
    ),
    ("comments:post", ("thread",), "minsu", {"body": "좋습니다", "parent": "", "unit": "", "next": "/"}),
    ("moderation:report", ("comments.comment", "comment"), "minsu", {"reason": "other", "text": "이유"}),
    ("moderation:case", ("case_hidden",), "alice", {"text": "이의가 있습니다. 다시 봐 주세요."}),
    ("accounts:profile", (), "alice", {"nickname": "앨리스", "language": "ko", "text_size": ""}),
    ("notifications:preferences", (), "alice", {"petitions.published": "on"}),
    ("identity:start", (), "minsu", {"provider": "sandbox", "agree": "on", "level": "3", "next": "/"}),
    ("account_login", (), "anonymous", {"login": "a@example.kr", "password": "x"}),
    (
        "account_signup",
        (),
        "anonymous",
        {"email": "b@example.kr", "password1": "", "password2": "", "nickname": ""},
    ),
    ("account_reset_password", (), "anonymous", {"email": "c@example.kr"}),
]
QUERIES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("search:results", (), ("q", "kind", "area", "page", "sort")),
    ("search:similar", (), ("title", "text", "kind")),
    ("proposals:list", (), ("q", "state", "topic", "area", "unit", "sort", "after", "before")),
    ("proposals:similar", (), ("title", "improvement")),
    ("petitions:list", (), ("q", "tab", "sort", "page")),
    ("reservations:search", (), ("text", "day", "start", "end", "people", "area", "kind", "feature", "page")),
    ("reservations:room", ("room",), ("week",)),
    ("reservations:book", ("room",), ("day", "start", "end", "people")),
    ("budgets:receipt_check", ("round_published",), ("code",)),
    ("budgets_staff:schedule", ("round_draft",), ("start",)),
    ("budgets:ideas", ("round_collecting",), ("q", "state", "field", "area", "sort", "page")),
    ("budgets:ideas_similar", ("round_collecting",), ("title", "remedy")),
    ("budgets:plans", ("round_short",), ("sort",)),
    ("budgets:belonging", (), ("area",)),
    ("moderation:log", (), ("page",)),
    ("comments:comment", ("comment",), ("from", "next")),
    ("proposals:detail", ("proposal",), ("comments", "from", "order", "page")),
    ("frontend:display", (), ("text_size", "language", "next")),
    ("identity:sandbox:ask", (), ("request",)),
]


def where(world: World, name: str, args: tuple[str, ...]) -> str:  # noqa: F811
    return reverse(name, args=[world.value(arg) for arg in args])


def is_harmless(answer: Any, typed: str) -> None:
    """No crash; what was typed stands there as text, or not at all."""
    assert answer.status_code < 500
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    page = answer.content.decode()
    assert SCRIPT not in page
    if typed == NASTY["attribute"]:
        assert typed not in page
    if typed == TEMPLATE and html.escape("{{7*7}}") not in page:
        assert "{% debug %}" not in page


def fields_of(forms: list[Any]) -> list[Any]:
    return [pytest.param(*form, field, id=f"{form[0]}-{field}") for form in forms for field in form[3]]


@pytest.mark.parametrize(("name", "args", "who", "fields", "field"), fields_of(FORMS))
def test_whatever_stands_in_a_field_does_no_harm(
    world: World,  # noqa: F811
    name: str,
    args: tuple[str, ...],
    who: str,
    fields: dict[str, str],
    field: str,
) -> None:
    target = where(world, name, args)
    for typed in NASTY.values():
        with world.moment():
            browser = world.client(who)
            answer = browser.post(target, _sent({**fields, field: typed}), content_type=FORM)
            is_harmless(answer, typed)
            if answer.status_code == 302 and answer.headers["Location"].startswith("/"):
                is_harmless(browser.get(answer.headers["Location"]), typed)


def _sent(fields: dict[str, str]) -> str:
    """As a hostile program sends it: a lone surrogate has no UTF-8, so its raw bytes travel."""
    return urlencode(fields, errors="surrogatepass")


@pytest.mark.parametrize(("name", "args", "keys"), QUERIES, ids=[query[0] for query in QUERIES])
def test_whatever_stands_in_an_address_does_no_harm(
    world: World,  # noqa: F811
    name: str,
    args: tuple[str, ...],
    keys: tuple[str, ...],
) -> None:
    target = where(world, name, args)
    for key in keys:
        for typed in NASTY.values():
            with world.moment():
                answer = world.client("minsu").get(f"{target}?{_sent({key: typed[:4000]})}")
                assert answer.status_code < 500, (key, typed[:40])
                is_harmless(answer, typed)


AWAY = [
    "evil.example",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "\thttps://evil.example",
]


@pytest.mark.parametrize("away", AWAY)
def test_no_redirect_leads_off_the_portal(world: World, away: str) -> None:  # noqa: F811
    """A foreign `next` is how people are lured to a page that looks like ours."""
    thread = where(world, "comments:post", ("thread",))
    tries = [
        ("minsu", "get", reverse("frontend:display"), {"text_size": "2", "next": away}),
        ("minsu", "get", reverse("identity:start"), {"level": "2", "next": away}),
        ("minsu", "get", reverse("account_login"), {"next": away}),
        ("minsu", "get", reverse("admin:login"), {"next": away}),
        ("minsu", "post", reverse("set_language"), {"language": "en", "next": away}),
        ("minsu", "post", thread, {"body": "반갑습니다", "next": away}),
        ("minsu", "get", thread, {"next": away}),
        ("alice", "post", where(world, "comments:withdraw", ("comment",)), {"next": away}),
        ("minsu", "post", reverse("account_logout"), {"next": away}),
    ]
    for who, verb, target, sent in tries:
        with world.moment():
            answer = getattr(world.client(who), verb)(target, sent)
            stays = answer.headers.get("Location", "/")
            assert urlsplit(urljoin(f"http://testserver{target}", stays)).netloc == "testserver", (
                target,
                stays,
            )
            assert not stays.startswith(("//", "/\\", "\\")), (target, stays)


def test_a_calendar_file_keeps_what_was_typed_inside_its_line(world: World) -> None:  # noqa: F811
    """A line break in a purpose must not become a property of its own."""
    world.booking.purpose = "모임\r\nATTACH:http://evil.example/x\r\nEND:VEVENT"
    world.booking.save()
    text = world.client("alice").get(where(world, "reservations:ics", ("booking",))).content.decode()
    lines = text.split("\r\n")
    assert lines.count("END:VEVENT") == 1
    assert [line for line in lines if line.startswith("ATTACH")] == []


def test_a_ballot_file_keeps_a_title_inside_its_cell(world: World) -> None:  # noqa: F811
    """Its columns are separated by semicolons; spreadsheets take =… for a formula."""
    project = world.project_published
    with connection.cursor() as cursor:  # frozen since the first ballot: somebody gets past the guard by hand
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE budgets_project DISABLE TRIGGER USER")
        type(project).objects.filter(pk=project.pk).update(title='=cmd|"/c calc"!A1;x\r\nMETA')
        cursor.execute("ALTER TABLE budgets_project ENABLE TRIGGER USER")
    text = where(world, "budgets:ballots_pb", ("round_published", "envelope_published"))
    answer = world.client("anonymous").get(text)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    lines = (
        b"".join(answer).decode().splitlines() if answer.streaming else answer.content.decode().splitlines()
    )
    assert [line for line in lines if "cmd|" in line], (
        "The title never reached the file: this proves nothing."
    )
    assert lines.count("META") == 1
    assert not [cell for line in lines for cell in line.split(";") if cell.lstrip('"').startswith(("=", "@"))]


def test_json_is_never_a_page(world: World) -> None:  # noqa: F811
    petition = world.petition_draft
    type(petition).objects.filter(pk=petition.pk).update(title=SCRIPT)
    answer = world.client("alice").get(where(world, "petitions_api:petition", ("petition_draft",)))
    assert SCRIPT in answer.json()["title"]
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
