"""The interface speaks Korean and English, each completely."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.urls import reverse

from tests.guards.world import World, world  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guards-words")]
ROOT = Path(__file__).resolve().parents[2]
HANGUL = re.compile("[가-힣]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|%[sd]")
# Each page with who looks at it.
PAGES = [
    *[
        (name, "anonymous")
        for name in ("home", "about", "accessibility", "api", "account_login", "account_signup")
    ],
    *[
        (name, "anonymous")
        for name in ("proposals:list", "budgets:index", "reservations:search", "petitions:list")
    ],
    *[
        (name, "anonymous")
        for name in ("search:results", "moderation:log", "accounts:terms", "accounts:privacy")
    ],
    *[(name, "alice") for name in ("me", "accounts:profile", "accounts:data", "notifications:inbox")],
    *[(name, "alice") for name in ("proposals:new", "petitions:new", "notifications:preferences")],
    *[(name, "carla") for name in ("staff_home", "proposals_staff:queue", "petitions_staff:desk")],
    *[(name, "carla") for name in ("reservations_staff:queue", "reservations_staff:days")],
    *[(name, "admin") for name in ("budgets_staff:index", "budgets_staff:new", "notifications_staff:outbox")],
    *[(name, "mod") for name in ("moderation:queue", "moderation:decided")],
]
THINGS = [
    ("proposals:detail", ("proposal",), "bob"),
    ("proposals_staff:desk", ("proposal",), "carla"),
    ("petitions:detail", ("petition",), "bob"),
    ("petitions_staff:petition", ("petition_checking",), "carla"),
    ("budgets:round", ("round",), "bob"),
    ("budgets:envelope", ("round", "envelope"), "minsu"),
    ("budgets:results", ("round_published", "envelope_published"), "bob"),
    *[
        (f"budgets_staff:{name}", ("round_draft",), "admin")
        for name in ("round", "edit", "schedule", "envelopes", "new_envelope", "rules", "preview_round")
    ],
    *[
        (f"budgets_staff:{name}", ("round_draft",), "admin")
        for name in ("announce", "dry_run", "override", "sandbox")
    ],
    ("budgets:watch", ("round_published",), "bob"),
    ("budgets:watch_apply", ("round_published",), "minsu"),
    ("budgets:inspect", ("round_published", "project_published"), "alice"),
    ("budgets:report_waste", ("round_published", "project_published"), "minsu"),
    ("budgets:waste", ("waste",), "alice"),
    ("budgets:evaluation", ("round_evaluating",), "bob"),
    ("budgets:rate", ("round_evaluating", "project_evaluating"), "minsu"),
    ("budgets_staff:inspections", (), "carla"),
    ("budgets_staff:inspection", ("inspection",), "carla"),
    ("budgets_staff:waste", (), "carla"),
    *[
        ("budgets_staff:waste_deed", ("waste", deed), "carla")
        for deed in ("answer", "extend", "pass", "review", "correct")
    ],
    *[
        (f"budgets_staff:{name}", ("round_published",), "admin")
        for name in ("watch", "watch_edit", "watch_call")
    ],
    *[
        (f"budgets_staff:{name}", ("round_evaluating",), "admin")
        for name in ("evaluation", "evaluation_edit")
    ],
    ("budgets_staff:evaluate", ("round_evaluating", "project_evaluating"), "admin"),
    ("budgets_staff:rule", ("round_draft", "envelope_draft"), "admin"),
    ("budgets_staff:sandbox_copy", ("round_draft", "rehearsal"), "admin"),
    ("budgets_staff:round", ("round_draft",), "admin"),
    ("budgets:ideas", ("round_collecting",), "bob"),
    ("budgets:idea_new", ("round_collecting",), "bob"),
    ("budgets:idea", ("round_collecting", "idea_refused"), "alice"),
    ("budgets:plan", ("round_short", "plan"), "bob"),
    ("budgets:panel", ("round_short",), "alice"),
    ("budgets:score", ("round_short", "plan"), "alice"),
    ("budgets_staff:idea", ("idea",), "carla"),
    ("budgets_staff:plan", ("plan",), "carla"),
    ("budgets_staff:panel", ("round_short",), "admin"),
    ("budgets_staff:shortlist", ("round_short",), "admin"),
    ("reservations:room", ("room",), "bob"),
    ("reservations:book", ("room",), "bob"),
    ("reservations:booking", ("booking",), "alice"),
    ("reservations_staff:booking", ("booking_requested",), "carla"),
    ("moderation:staff_case", ("case",), "mod"),
]


def messages() -> Any:
    return script("messages")


@cache
def script(name: str) -> Any:
    """scripts/<name>.py; the folder is no package."""
    spec = importlib.util.spec_from_file_location(f"gj_{name}", ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_word_of_the_interface_has_its_english() -> None:
    missing = messages().untranslated()
    assert missing == [], f"{len(missing)} words have no English: run `make messages` and fill them in"


def test_the_collector_finds_every_sentence_that_the_code_asks_to_translate() -> None:
    """It knows `gettext` by its own names only, and on Python 3.11 it does not look into f-strings: an alias
    (`_now`) or a call within an f-string stood in Korean on English pages, and no check saw it."""
    found = {(text, message.context) for message in messages().words() for text in asked(message.id)}
    missed = [
        f"{path.relative_to(ROOT)}: {text}"
        for app in messages().APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        for text, context in asked_in(path.read_text(encoding="utf-8"))
        if (text, context) not in found
    ]
    assert missed == [], "write gettext(…) or _(…), outside of f-strings"


def test_an_alias_and_a_sentence_within_an_f_string_are_seen() -> None:
    code = """
from django.utils import translation
from django.utils.translation import gettext as _now, pgettext_lazy
one = _now("지역 고르기")
two = f"{pgettext_lazy('부서', '전체')} 2"
three = translation.gettext("몫")
four = translation.ngettext("한 표", "여러 표", 2)
"""
    assert asked_in(code) == [
        ("지역 고르기", None),
        ("전체", "부서"),
        ("몫", None),
        ("한 표", None),
        ("여러 표", None),
    ]


def asked_in(code: str) -> list[tuple[str, str | None]]:
    """Every sentence given to one of Django's translating functions, whatever name the file gives it."""
    tree = ast.parse(code)
    functions = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }
    found: list[tuple[str, str | None]] = []
    for node in sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)), key=lambda node: node.lineno
    ):
        said = node.func
        name = functions.get(said.id, "") if isinstance(said, ast.Name) else getattr(said, "attr", "")
        kind = re.fullmatch(r"u?(n?)(p?)(n?)gettext(_lazy|_noop)?", name)
        if kind is None:
            continue
        has_context = "p" in kind.groups()
        many = 2 if "n" in kind.groups() else 1
        words = [part.value for part in node.args if isinstance(part, ast.Constant)]
        context = str(words[0]) if has_context and words else None
        found += [(str(word), context) for word in words[has_context : has_context + many]]
    return found


def test_korean_sentences_are_found_at_the_first_look_and_english_ones_left_to_django() -> None:
    """A sentence that no catalogue holds takes twice the calls to look up: on a page a hundred are."""
    ours, english = Catalog(locale="ko"), Catalog(locale="en")
    ours.add("Add", "등록하기")
    for words, context in (("공감", None), ("마감", "deadline"), ("Add", None), ("Yes", None)):
        english.add(words, "x", context=context)
    english.add(("%(count)s표", "%(count)s표"), ("x", "xs"))
    script("compile_messages").add_own_words(ours, english)
    found = {(each.id, each.context): each.string for each in ours if each.id}
    assert found == {("Add", None): "등록하기", ("공감", None): "공감", ("마감", "deadline"): "마감"}


def test_the_interface_speaks_in_one_politeness() -> None:
    """-습니다 and -세요 throughout; a page that changes to -어요 halfway sounds like two offices."""
    softer = re.compile(r"[어아해돼에예게네려져와워봐줘써켜라]요(?=[\s.,?!”)]|$)")
    quoted = re.compile("‘[^’]*’")  # what a citizen might type into the search
    words = [quoted.sub("", word) for message in messages().english() for word in asked(message.id)]
    assert [word for word in words if softer.search(word)] == []


def asked(ids: str | tuple[str, ...]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else tuple(ids)


def test_both_languages_name_the_same_placeholders() -> None:
    """A forgotten %(name)s is a page that breaks for readers of one language only."""
    wrong = []
    for message in messages().english():
        if message.id and not agree(message.id, message.string):
            wrong.append(message.id)
    assert wrong == []


def agree(korean: str | tuple[str, ...], english: str | tuple[str, ...]) -> bool:
    sides = [value if isinstance(value, tuple) else (value,) for value in (korean, english)]
    needed = {name for text in sides[0] for name in names(text)}
    # A singular may leave the number out ("one signature"); nothing may name what is not given.
    given = [names(text) for text in sides[1]]
    return all(each <= needed for each in given) and given[-1] == needed


def names(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text) if match.group(0) != "%%"}


def test_english_is_written_in_latin_letters() -> None:
    """Proper names excepted, which stand in quotation marks or are listed here."""
    proper = re.compile(r"광장|한국어|[‘“(][^’”)]*[’”)]")
    korean = [
        message.id
        for message in messages().english()
        if message.id
        and any(HANGUL.search(proper.sub("", text)) for text in messages().strings(message.string))
    ]
    assert korean == []


@cache
def korean_words() -> frozenset[str]:
    """Every sentence of the interface that needs English, as it would stand on a page."""
    found = set()
    for message in messages().words():
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            if text and HANGUL.search(text):
                found.add(" ".join(text.replace("%%", "%").split()))
    return frozenset(found)


class Texts(HTMLParser):
    """The pieces of text of a page that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("aria-label", "alt", "title", "placeholder"):
                self._add(value or "")

    def _add(self, text: str) -> None:
        text = " ".join(text.split())
        if HANGUL.search(text):
            self.found.add(text)


def left_in_korean(html: str) -> set[str]:
    """What of the interface's own words stands untranslated on this page. What people wrote is theirs."""
    texts = Texts()
    texts.feed(html)
    return {text for text in texts.found if text in korean_words() and text not in ("광장", "한국어")}


@pytest.mark.parametrize(("name", "args", "who"), [*[(n, (), w) for n, w in PAGES], *THINGS])
def test_a_page_asked_for_in_english_has_no_korean_of_ours(
    world: World,  # noqa: F811
    name: str,
    args: tuple[str, ...],
    who: str,
) -> None:
    address = reverse(name, args=[world.value(arg) for arg in args])
    person = world.people[who]
    if person is not None:  # her own setting wins over the browser's
        type(person).objects.filter(pk=person.pk).update(language="en")
    answer = world.client(who).get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en"
    assert left_in_korean(answer.content.decode()) == set()
