"""Booths for voting on paper are set up, their sheets printed; what their pages show and cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions
from budgets.models import Round
from portal import clock
from tests.budgets.booths import address, code_of

pytestmark = pytest.mark.django_db


def test_an_administrator_opens_a_booth(voting: Any, admin: Any, officers: Any, client_of: Any) -> None:
    data = {
        "name": "도서관 투표소",
        "place": "중앙도서관 2층",
        "area": "",
        "opens_on": f"{clock.today() + timedelta(days=2)}",
        "closes_on": f"{clock.today() + timedelta(days=1)}",
        "people": "\n".join(one.email for one in officers) + "\nnobody@example.kr",
    }
    client, url = client_of(admin), reverse("budgets_staff:new_booth", args=[voting.public_id])
    page = client.post(url, data)
    assert "‘nobody@example.kr’은(는) 이 포털의 담당자가 아닙니다" in page.content.decode()
    data["people"] = officers[0].email
    page = client.post(url, data)
    assert page.status_code == 422
    assert "닫는 날은 여는 날과 같거나 늦어야" in page.content.decode()
    later = {"closes_on": f"{clock.today() + timedelta(days=4)}"}
    made = client.post(url, data | later, follow=True)
    assert "담당자가 1명입니다" in made.text, "with one nothing can be keyed twice"
    booth = voting.booths.get()
    assert list(booth.officers.all()) == [officers[0]]
    public = client_of(None).get(voting.get_absolute_url()).content.decode()
    assert "중앙도서관 2층" in public


def test_a_third_officer_joins_a_booth_after_the_ballots_end(
    booth: Any, voting: Any, admin: Any, officers: Any, client_of: Any, sign: Any
) -> None:
    """Found missing when two readings differ, she would hold up the whole round for ever."""
    booth.officers.set(officers[:2])
    at = clock.now()
    Round.objects.filter(pk=voting.pk).update(
        opens_at=at - timedelta(days=1), closes_at=at - timedelta(minutes=2)
    )
    actions.close_round(round_id=voting.pk, at=at)
    data = {
        "name": booth.name,
        "place": booth.place,
        "area": "",
        "opens_on": f"{booth.opens_on}",
        "closes_on": f"{booth.closes_on}",
        "people": "\n".join(one.email for one in officers),
    }
    browser, url = client_of(admin), address("edit_booth", booth)
    assert browser.post(url, data).status_code == 302
    assert set(booth.officers.all()) == set(officers)
    sign(booth, 0)
    late = browser.post(url, data)
    assert late.status_code == 422
    assert "입력을 마쳤다고 서명했습니다" in late.text


def test_sheets_are_printed_with_serials(
    booth: Any, city: Any, admin: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(admin)
    made = client.post(address("booth_print", booth), {"envelope": city.public_id, "number": "30"})
    with django_assert_max_num_queries(20):
        page = client.get(made["Location"]).content.decode()
    serials = list(booth.sheets.values_list("serial", flat=True))
    assert len(set(serials)) == 30
    assert all(page.count(serial) == 1 for serial in serials)
    assert page.count("어린이 물놀이터") == 30
    bad = client.post(address("booth_print", booth), {"envelope": city.public_id, "number": "0"})
    assert bad.status_code == 422


def test_sheets_are_not_printed_before_the_ballot_is_frozen(draft: Any, admin: Any, officers: Any) -> None:
    fields = {"name": "먼저 연 곳", "place": "1층", "opens_on": clock.today(), "closes_on": clock.today()}
    booth = actions.add_booth(
        actor=admin, round_id=draft.pk, fields=fields, officers=officers, at=clock.now()
    )
    envelope = draft.envelopes.first()
    act = lambda: actions.print_sheets(  # noqa: E731
        actor=admin, booth_id=booth.pk, envelope=envelope, number=1, at=clock.now()
    )
    assert code_of(act) == "not_announced"


def test_pages_about_paper_ask_few_questions(
    booth: Any, city: Any, sheets: Any, key: Any, admin: Any, officers: Any, client_of: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for serial in sheets(booth, city, 12):
        key(booth, serial, "1,2", "1,3")
    administrator, officer = client_of(admin), client_of(officers[0])
    visits = [
        (administrator, reverse("budgets_staff:booths", args=[booth.round.public_id])),
        (officer, address("booth", booth)),
        (officer, address("booth_keying", booth)),
        (officer, address("booth_differences", booth)),
        (officer, address("booth_desk", booth)),
    ]
    for client, url in visits:
        with django_assert_max_num_queries(22):
            assert client.get(url).status_code == 200


def test_officers_find_their_booth_on_their_desk(booth: Any, officers: Any, client_of: Any) -> None:
    page = client_of(officers[1]).get(reverse("staff_home")).content.decode()
    assert address("booth", booth) in page


def test_counts_of_choices_are_on_no_page_about_paper(
    booth: Any, city: Any, sheets: Any, key: Any, admin: Any, client_of: Any
) -> None:
    (serial,) = sheets(booth, city, 1)
    key(booth, serial, "1,4", "1,5")
    for url in (address("booth_differences", booth), address("booth_judge", booth, serial)):
        page = client_of(admin).get(url).content.decode()
        assert "1,4" not in page
        assert "1,5" not in page
