"""The interface for programs: its description is right, and nothing sent to it breaks it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.guards.world import World, world  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guards-schema")]
DOCS = Path(__file__).resolve().parents[2] / "docs/api.md"
VERBS = ("get", "post", "put", "patch", "delete")
EXAMPLES = 12
HOSTILE = [
    "",
    "\x00",
    "ㄱ" * 2000,
    "-1",
    "1e999",
    "9" * 30,
    "../..",
    "<script>",
    "' OR 1=1 --",
    "2026-13-45",
    "\ud800",
]
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.generate,),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def schema() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = schema()["paths"]
    return [(verb, path, paths[path][verb]) for path in paths for verb in VERBS if verb in paths[path]]


def test_the_description_is_made_without_a_warning(tmp_path: Any) -> None:
    call_command("spectacular", fail_on_warn=True, validate=True, file=str(tmp_path / "schema.yaml"))


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [operation["operationId"] for _verb, _path, operation in operations()]
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if name.endswith("_2")] == []


def values(parameter: dict[str, Any]) -> st.SearchStrategy[str]:
    """What the description allows, and what nobody should send."""
    kinds = {"integer": st.integers().map(str), "boolean": st.sampled_from(["true", "false", "1"])}
    kind = parameter["schema"]
    known = st.sampled_from([str(word) for word in kind["enum"]]) if "enum" in kind else st.nothing()
    return known | kinds.get(kind.get("type", ""), st.text(max_size=80)) | st.sampled_from(HOSTILE)


def bodies() -> st.SearchStrategy[Any]:
    leaves = (
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(HOSTILE[:-1])
    )
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | fields(inner), max_leaves=6)


def fields(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    names = [
        "title",
        "choices",
        "room",
        "start",
        "end",
        "people",
        "purpose",
        "group",
        "submit",
        "topic",
        "area",
        "field",
        "place",
        "rough_cost",
    ]
    names += ["problem", "details", "background", "remedy"]
    return st.dictionaries(st.sampled_from(names), inner, max_size=6)


KNOWN = {
    "/rounds/{round_id}/ideas": "round_collecting",
    "/ideas/{idea_id}": "idea",
    "/rounds/{round_id}/plans": "round_short",
    "/plans/{plan_id}": "plan",
    "/rounds/{round_id}/panel": "round_short",
    "/proposals/{public_id}": "proposal",
    "/rounds/{round_id}": "round",
    "/envelopes/{envelope_id}": "envelope",
    "/rooms/{public_id}": "room",
    "/bookings/{public_id}": "booking",
    "/petitions/{public_id}": "petition",
}
"""What stands in an address; the first that fits wins, so that an idea is asked for in its own round."""
NAME = re.compile(r"{[a-z_]+}")


def address(world: World, path: str) -> str:  # noqa: F811
    for place, thing in KNOWN.items():
        path = path.replace(place, NAME.sub(world.value(thing), place))
    assert "{" not in path, f"say in KNOWN which thing stands in {path}"
    return path


def told_properly(answer: Any) -> None:
    """Never a crash; a refusal is a problem document (RFC 9457)."""
    assert answer.status_code < 500, answer.content[:500]
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", answer.content[:200]
        said = answer.json()
        assert said["status"] == answer.status_code
        assert said["type"].startswith("urn:gwangjang:")
        assert said["title"]


@pytest.mark.parametrize("who", ["anonymous", "minsu"])
@pytest.mark.parametrize(("verb", "path"), [(verb, path) for verb, path, _ in operations()])
def test_whatever_is_sent_is_answered_and_never_breaks_anything(
    world: World,  # noqa: F811
    verb: str,
    path: str,
    who: str,
) -> None:
    operation = schema()["paths"][path][verb]
    asked = {one["name"]: values(one) for one in operation.get("parameters", []) if one["in"] == "query"}
    target, browser = address(world, path), world.client(who)

    @BOUNDED
    @given(query=st.fixed_dictionaries({}, optional=asked), body=bodies())
    def send(query: dict[str, str], body: Any) -> None:
        with world.moment():
            told_properly(_send(browser, verb, target, query, body))

    send()


def _send(browser: Client, verb: str, target: str, query: dict[str, str], body: Any) -> Any:
    if verb == "get":
        return browser.get(f"{target}?{urlencode(query, errors='surrogatepass')}")
    return getattr(browser, verb)(target, body, content_type="application/json")


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_a_broken_body_is_refused_with_a_problem_document(world: World, verb: str) -> None:  # noqa: F811
    browser = world.client("minsu")
    for body in (b"{", b"\xff\xfe", b"[" * 5000, b'{"title": "\\ud800"}', b"null"):
        for path in ("/api/v1/proposals/", "/api/v1/petitions/", "/api/v1/reservations/bookings/"):
            with world.moment():
                told_properly(getattr(browser, verb)(path, body, content_type="application/json"))


def test_an_address_of_the_interface_that_does_not_exist_answers_as_a_problem_too(world: World) -> None:  # noqa: F811
    told_properly(world.client("anonymous").get("/api/v1/proposals/nothinghere0/"))
    assert world.client("anonymous").get("/api/v1/proposals/a%00b/").status_code == 404


def test_the_page_for_programmers_names_addresses_that_exist() -> None:
    """`/api/v1/budgets/` was described and not there."""
    named = set(re.findall(r"`(/api/[^`?]*)", DOCS.read_text(encoding="utf-8"))) - {"/api/v1/"}
    assert len(named) > 6
    for address in sorted(named):
        assert resolve(address).func
