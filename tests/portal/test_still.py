"""What is kept between readers must be the same for all of them."""

from typing import Any

import pytest
from django.template import Engine
from django.utils import translation

from portal.frontend import still


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[Any, str]:
    kept: dict[Any, str] = {}
    monkeypatch.setattr(still, "_drawn", kept)
    return kept


def engine(**templates: str) -> Engine:
    return Engine(loaders=[("django.template.loaders.locmem.Loader", templates)], debug=False)


def test_a_part_is_drawn_once_for_the_same_values_and_anew_for_others(drawn: dict[Any, str]) -> None:
    house = engine(row="<li>{{ title }} {{ count }}</li>")
    assert still.piece(house, "row", {"title": "가로등", "count": 1}) == "<li>가로등 1</li>"
    assert still.piece(house, "row", {"title": "가로등", "count": 1}) == "<li>가로등 1</li>"
    assert len(drawn) == 1
    assert still.piece(house, "row", {"title": "가로등", "count": 2}) == "<li>가로등 2</li>"


def test_each_language_has_its_own(drawn: dict[Any, str]) -> None:
    house = engine(word="{% load i18n %}{% get_current_language as here %}{{ here }}")
    house.template_libraries["i18n"] = Engine.get_default().template_libraries["i18n"]
    for language in ("ko", "en", "ko"):
        with translation.override(language):
            assert still.draw(house, "word", {}, ()) == language


def test_what_somebody_typed_stays_escaped(drawn: dict[Any, str]) -> None:
    house = engine(row="{{ title }}", link='<input value="{{ here }}">')
    assert still.piece(house, "row", {"title": "<b>"}) == "&lt;b&gt;"
    text = still.draw(house, "link", {"here": still.HERE}, ())
    assert still.at(text, '/?q="><script>') == '<input value="/?q=&quot;&gt;&lt;script&gt;">'


def test_a_card_of_lists_is_drawn_anew_when_one_value_in_it_changes(drawn: dict[Any, str]) -> None:
    card = {"title": "제안", "numbers": [("검토 중", 1)], "items": [{"title": "가로등"}]}
    changed = {**card, "items": [{"title": "벤치"}]}
    assert hash(still.plain(card)) == hash(still.plain(dict(card)))
    assert len({still.plain(card), still.plain(changed), still.plain({**card, "numbers": []})}) == 3


@pytest.mark.django_db
def test_nobody_reads_anothers_name_in_the_frame(alice: Any, bob: Any, client_of: Any) -> None:
    assert alice.display_name in client_of(alice).get("/about/").content.decode()
    seen = client_of(bob).get("/about/").content.decode()
    assert bob.display_name in seen
    assert alice.display_name not in seen
    assert alice.display_name not in client_of(None).get("/about/").content.decode()


def test_marks_are_filled_in_one_go_so_that_a_name_like_a_mark_is_just_a_name(drawn: dict[Any, str]) -> None:
    house = engine(menu="{{ name }}|{{ form }}")
    text = still.draw(house, "menu", {"name": still.NAME, "form": still.FORM}, ())
    assert still.fill(text, {still.NAME: still.FORM, still.FORM: "secret"}) == f"{still.FORM}|secret"
    assert still.fill(text, {still.NAME: "<b>", still.FORM: "x"}) == "&lt;b&gt;|x"
    assert "secret" not in "".join(drawn.values())
