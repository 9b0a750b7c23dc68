"""Finding by pairs of syllables, while the analyser is away: what a citizen gets in the worst hour."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from psycopg import ClientCursor, Cursor

from portal import clock, outbox, search
from portal.outbox import relay
from portal.search import asking, grams, indexing, queries
from portal.search.models import Document
from tests.portal.search_things import DAY, KIND, OTHER_KIND, search_space, town  # noqa: F401

pytestmark = pytest.mark.django_db
DAY_LONG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_space(search_space: str) -> None:  # noqa: F811
    """Nobody else's analyser answers here."""


def found(q: str, **narrow: object) -> list[str]:
    return queries.find(q, **narrow).ids


def test_a_noun_is_found_inside_a_compound_with_a_particle() -> None:
    with town():
        assert "park" in found("공원")


def test_a_title_comes_before_a_newer_mention() -> None:
    with town():
        assert found("공원") == ["park", "mention"]


def test_a_compound_is_found_however_it_is_spaced() -> None:
    with town():
        assert found("전기차 충전소") == found("전기차충전소") == ["charger"]
        assert found("어린이 공원") == ["park"]


def test_a_word_of_one_syllable_is_found_with_its_particle() -> None:
    with town():
        assert "wood" in found("숲")


def test_latin_words_and_figures_are_found_whole_and_in_any_case() -> None:
    with town():
        assert found("wifi") == found("WIFI") == ["wifi"]
        assert found("119") == ["wifi"]
        assert found("11") == []


def test_all_words_are_wanted_and_one_is_enough_when_nothing_has_all() -> None:
    with town():
        assert found("공원 쓰레기통") == ["mention"]
        page = queries.find("공원 충전기")
        assert page.loose
        assert set(page.ids) == {"park", "mention", "charger"}


@pytest.mark.parametrize(
    "q", ["", "   ", "!!!", "\x00", "?' OR 1=1 --", "%(grams)s", "'\\'", "ㅋㅋㅋ", "💡", "가" * 5000]
)
def test_strange_questions_are_answered_calmly(q: str) -> None:
    with town():
        assert queries.find(q).total in range(9)


def test_kinds_narrow_the_results_and_not_the_facets() -> None:
    with town(), town({"hall": ("공원 옆 회의실", "스무 명")}, OTHER_KIND):
        page = queries.find("공원", kinds=[OTHER_KIND])
        assert (page.ids, page.total) == (["hall"], 1)
        assert {facet.kind: facet.count for facet in page.facets} == {KIND: 2, OTHER_KIND: 1}


def test_an_area_holds_what_lies_below_it(jongno, haeundae) -> None:
    with town():
        Document.objects.filter(ref="park").update(area=jongno)
        Document.objects.filter(ref="mention").update(area=haeundae)
        assert found("공원", area=jongno) == found("공원", area=jongno.parent) == ["park"]


def test_pages_divide_the_results_and_end_at_the_window() -> None:
    with town({f"n{at}": (f"공원 {at}", "") for at in range(7)}):
        pages = [queries.find("공원", page=number, size=3) for number in (1, 2, 3)]
        assert [len(page.items) for page in pages] == [3, 3, 1]
        assert len({ref for page in pages for ref in page.ids}) == 7
        assert (pages[0].has_next, pages[2].has_next) == (True, False)
        assert queries.find("공원", page=999).items == []


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 50])
def test_of_many_the_newest_are_ranked_first_and_no_page_forgets_one(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of four: the younger block first, in each what says it most often, equals by day."""
    monkeypatch.setattr(queries, "RANKED_TOGETHER", 4)
    monkeypatch.setattr(asking, "lemmas", lambda text: ["공원"])
    said = [3, 1, 2, 2, 1, 4, 2, 1, 1, 9]  # how often each says it, the newest first
    with town({f"n{at}": (f"공원 {at}", "") for at in range(10)}):
        for at, often in enumerate(said):
            lemmas = "'공원':" + ",".join(str(place) for place in range(1, often + 1))
            day = clock.now() - at * DAY_LONG
            Document.objects.filter(ref=f"n{at}").update(published_at=day, lemmas=lemmas)
        pages = [queries.find("공원", page=number, size=size).ids for number in range(1, 12)]
        together = " ".join(ref for page in pages for ref in page)
        assert together == "n0 n2 n3 n1 n5 n6 n4 n7 n9 n8"


def test_the_window_holds_the_titles_and_then_the_newest_mentions(monkeypatch) -> None:
    monkeypatch.setattr(queries, "WINDOW", 3)
    texts = {
        "old": ("자리", "공원 옆"),
        "title": ("공원 이름", ""),
        "b": ("의자", "공원 앞"),
        "c": ("나무", "공원"),
    }
    with town(texts):
        assert found("공원")[0] == "title"
        assert set(found("공원")) == {"title", "b", "c"}
    monkeypatch.setattr(queries, "WINDOW", 1)
    with town(texts):
        assert found("공원") == ["title"]


@pytest.mark.parametrize("wire", [ClientCursor, Cursor], ids=["written in", "beside the statement"])
def test_it_answers_however_the_driver_sends_what_was_typed(wire, monkeypatch, jongno) -> None:
    with town(), town({"hall": ("공원 옆 회의실", "스무 명")}, OTHER_KIND):
        monkeypatch.setattr(connection.connection, "cursor_factory", wire)
        monkeypatch.setattr(queries, "MOST", 1)  # so that it walks again, and asks for all kinds
        for narrow in ({}, {"kinds": [OTHER_KIND]}, {"newest": True}, {"kinds": [KIND], "newest": True}):
            assert set(found("공원", **narrow)) <= {"park", "mention", "hall"}
            assert queries.find("공원", **narrow).total
        assert found("공원", area=jongno) == []
        assert queries.find("공원 충전기").loose
        monkeypatch.setattr(asking, "lemmas", lambda text: text.split())
        Document.objects.filter(ref="dark").update(lemmas="'어둡다':1 '골목':2 '가로등':3")
        assert [hit.ref for hit in queries.similar("어둡다 골목 가로등", KIND)] == ["dark"]
        assert "dark" in found("어둡다 골목")


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("narrow", [{}, {"kinds": [KIND]}, {"kinds": [OTHER_KIND]}, {"page": 2}])
@pytest.mark.parametrize("titles", [1, 4, 6])
def test_a_word_that_stands_everywhere_gives_the_same_page_from_the_newest_months_alone(
    titles: int, narrow: dict[str, object], newest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "WINDOW", 4)
    monkeypatch.setattr(queries, "MOST", 5)
    texts = {f"t{n}": (f"공원 {n}", "") for n in range(titles)}
    texts |= {f"m{n}": (f"의자 {n}", "공원 옆") for n in range(8)}
    with town(texts), town({f"o{n}": (f"공원 회의실 {n}", "") for n in range(titles)}, OTHER_KIND):
        Document.objects.filter(ref__in=["t0", "m1", "o0"]).update(published_at=clock.now() - 300 * DAY_LONG)
        usual = queries.find("공원", newest=newest, size=3, **narrow)
        monkeypatch.setattr(queries, "EVERYWHERE", 0)
        assert queries.find("공원", newest=newest, size=3, **narrow) == usual


def test_the_newest_months_are_enough_only_when_they_fill_the_window(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    monkeypatch.setattr(queries, "WINDOW", 2)
    monkeypatch.setattr(queries, "MOST", 2)
    monkeypatch.setattr(queries, "EVERYWHERE", 0)
    asked: list[tuple[str, ...]] = []
    walk = queries._walk
    monkeypatch.setattr(queries, "_walk", lambda q, *rest: asked.append(q.months) or walk(q, *rest))
    with town({f"t{n}": (f"공원 {n}", "") for n in range(4)}):
        assert found("공원") == ["t3", "t2"]
        assert [len(months) for months in asked] == [3]
        for days, months in ((300, [3, 12]), (400, [3, 12, 0])):
            Document.objects.filter(ref__in=["t2", "t3"]).update(published_at=clock.now() - days * DAY_LONG)
            asked.clear()
            assert found("공원") == ["t1", "t0"]
            assert [len(each) for each in asked] == months


def test_a_document_carries_its_month_whoever_writes_it() -> None:
    with town():
        park = Document.objects.filter(ref="park")
        assert [gram for gram in park.get().bigrams if gram[0] == "@"] == ["@2026-11"]
        park.update(published_at="2024-02-29T23:59:59Z")
        assert [gram for gram in park.get().bigrams if gram[0] == "@"] == ["@2024-02"]
        park.update(bigrams=["공원"])
        assert park.get().bigrams == ["공원", "@2024-02"]


def test_the_newest_first_when_asked_so() -> None:
    with town():
        assert found("공원", newest=True) == ["mention", "park"]


def test_a_change_reaches_the_index_through_the_outbox() -> None:
    with town() as texts:
        texts["park"] = ("놀이터를 넓혀 주세요", "그네가 하나뿐입니다.")
        outbox.emit("search.changed", {"kind": KIND, "id": "park"}, at=clock.now())
        relay.drain()
        assert "park" not in found("공원")
        assert found("놀이터") == ["park"]


def test_what_the_room_no_longer_shows_leaves_the_index() -> None:
    with town() as texts:
        del texts["park"]
        assert not indexing.renew(KIND, "park")
        assert "park" not in found("공원")


def test_what_is_hidden_is_gone_with_the_same_commit() -> None:
    with town():
        search.forget(KIND, "park")
        assert "park" not in found("공원")


def test_an_unknown_kind_does_not_stop_the_outbox() -> None:
    outbox.emit("search.changed", {"kind": "nobody.knows", "id": "x"}, at=clock.now())
    relay.drain()
    assert Document.objects.count() == 0


def test_indexing_twice_makes_one_document_and_asks_the_analyser_once() -> None:
    with town():
        Document.objects.update(analysed_at=DAY)
        indexing.renew(KIND, "park")
        assert Document.objects.get(ref="park").analysed_at == DAY
        assert Document.objects.filter(ref="park").count() == 1


def test_a_new_text_waits_for_the_analyser_without_the_lemmas_of_the_old() -> None:
    with town() as texts:
        Document.objects.update(analysed_at=DAY, lemmas="'낡은말':1")
        texts["park"] = ("다른 제목", "다른 글")
        indexing.renew(KIND, "park")
        document = Document.objects.get(ref="park")
        assert (document.analysed_at, document.lemmas) == (None, "")


def test_reindexing_mends_the_index_and_says_how_far_it_is(capsys) -> None:
    with town() as texts:
        Document.objects.filter(ref="park").delete()
        del texts["dark"]
        call_command("reindex_search")
        assert set(Document.objects.values_list("ref", flat=True)) == set(texts)
        assert "8/8 (100 %), 7 findable" in capsys.readouterr().out


def test_an_address_that_is_no_path_of_ours_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="search_document_url_is_a_path"):
        Document.objects.create(kind=KIND, ref="x", title="x", url="javascript:alert(1)", published_at=DAY)


def test_a_question_costs_one_statement(django_assert_num_queries) -> None:
    with town(), django_assert_num_queries(1):
        queries.find("공원")


def test_without_an_analyser_nobody_waits_and_nothing_piles_up() -> None:
    before = clock.now()
    assert asking.lemmas("어두운 골목") is None
    assert clock.now() - before < timedelta(milliseconds=200)
    assert asking.broker().exists(asking.key("ask")) == 0


def test_without_a_broker_search_still_answers(settings) -> None:
    asking.broker.cache_clear()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    try:
        with town():
            assert "park" in found("공원")
    finally:
        asking.broker.cache_clear()


def test_grams_cross_a_space_in_documents_and_not_in_questions() -> None:
    assert "이공" in grams.of_document("어린이 공원", "")
    assert "이공" not in grams.of_query("어린이 공원")
