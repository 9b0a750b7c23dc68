"""The search page and its interface for programs, over HTTP."""

import pytest

from portal.search.models import Document
from tests.portal.search_things import KIND, OTHER_KIND, search_space, town  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_space(search_space: str) -> None:  # noqa: F811
    """Nobody else's analyser answers here."""


def text_of(response: object) -> str:
    return response.content.decode()


def test_anybody_may_search_and_finds_marked_titles(client) -> None:
    with town():
        page = text_of(client.get("/search/", {"q": "공원"}))
    assert "어린이<mark>공원</mark>을 넓혀 주세요" in page
    assert f'href="/{KIND}/park/"' in page
    assert "<strong>2</strong>건" in page


def test_what_people_wrote_and_asked_is_escaped(client) -> None:
    hostile = {"x": ("<script>alert(1)</script> 공원", "<img src=x onerror=alert(1)> 공원")}
    with town(hostile):
        page = text_of(client.get("/search/", {"q": '공원 "><script>alert(2)</script>'}))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_kinds_are_links_with_counts(client) -> None:
    with town(), town({"hall": ("공원 옆 회의실", "")}, OTHER_KIND):
        everything = text_of(client.get("/search/", {"q": "공원"}))
        narrowed = text_of(client.get("/search/", {"q": "공원", "kind": OTHER_KIND}))
    assert f"kind={OTHER_KIND}" in everything
    assert "/hall/" in narrowed
    assert "/park/" not in narrowed


def test_no_result_gives_advice_instead_of_a_blank(client) -> None:
    with town():
        response = client.get("/search/", {"q": "우주선"})
    assert response.status_code == 200
    assert "찾지 못했습니다" in text_of(response)
    assert "낱말을 줄이거나" in text_of(response)


def test_results_with_one_of_the_words_are_called_so(client) -> None:
    with town():
        assert "하나라도 담은" in text_of(client.get("/search/", {"q": "공원 충전기"}))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=",
        "?q=%00",
        "?q=공원&page=abc",
        "?q=공원&page=99999",
        "?q=공원&kind=nobody.knows",
        "?q=공원&area=' OR 1",
        "?q=%FF%FE",
        "?q=공원&sort=evil",
    ],
)
def test_no_address_breaks_the_page(client, query: str) -> None:
    with town():
        assert client.get(f"/search/{query}").status_code == 200


def test_the_page_has_a_bound_on_queries(client, django_assert_max_num_queries) -> None:
    with town({f"n{at}": (f"공원 {at}", "글 " * 50) for at in range(30)}), django_assert_max_num_queries(3):
        client.get("/search/", {"q": "공원"})


def test_the_page_is_only_read(client) -> None:
    assert client.post("/search/").status_code == 405


def test_programs_get_the_same_results(client) -> None:
    with town():
        answer = client.get("/api/v1/search/", {"q": "공원", "size": 1}).json()
    assert (answer["total"], answer["has_next"], answer["page"]) == (2, True, 1)
    assert answer["results"][0] | {"published_at": ""} == {
        "kind": KIND,
        "id": "park",
        "kind_label": "아이디어",
        "title": "어린이공원을 넓혀 주세요",
        "url": f"/{KIND}/park/",
        "published_at": "",
        "excerpt": "아이들이 뛰어놀 자리가 모자랍니다.",
    }


@pytest.mark.parametrize(
    "wrong", [{}, {"q": ""}, {"q": "가", "size": 5000}, {"q": "가", "page": 0}, {"q": "가", "area": "없음"}]
)
def test_programs_are_told_what_is_wrong(client, wrong: dict[str, object]) -> None:
    assert client.get("/api/v1/search/", wrong).status_code == 400


def test_hints_are_a_fragment_that_says_nothing_when_there_is_nothing(client) -> None:
    with town():
        response = client.get("/search/similar/", {"kind": KIND, "title": "어두운 골목 가로등"})
    assert (response.status_code, text_of(response).strip()) == (200, "")
    assert Document.objects.count() == 8


def test_who_reads_english_is_offered_words_that_find_something(client) -> None:
    with town():
        help_page = text_of(client.get("/search/", headers={"accept-language": "en"}))
        found = text_of(client.get("/search/", {"q": "어두운 골목"}))
    assert "Posts are mostly in Korean" in help_page
    assert "“어두운 골목” (dark alley)" in help_page
    assert f'href="/{KIND}/dark/"' in found


def test_who_reads_an_excerpt_sees_where_a_line_ended(client) -> None:
    with town({"hall": ("공원 옆 회의실", "빔 프로젝터\n승강기\n앉아서 씁니다.\n조용합니다.")}):
        page = text_of(client.get("/search/", {"q": "회의실"}))
    assert "빔 프로젝터 · 승강기 · 앉아서 씁니다. 조용합니다." in page
