"""Paper for who belongs to two districts, and the sheets that a booth gave: one district has her vote."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, residents, roll
from budgets.actions.issuing import bundles
from budgets.models import Envelope, SheetsGiven, VoterRoll
from budgets.tally import Rule
from portal import clock
from portal.accounts.identity.ci import hash_ci
from portal.accounts.vouching import Vouched
from portal.refusals import Refused
from tests.budgets.conftest import DISTRICT, MILLION, fill
from tests.budgets.test_eligibility import belongs
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth(draft: Any, admin: Any, officers: Any, haeundae: Any) -> Any:
    """Money of the city, of Jongno's residents, and of those who live, work or study in Haeundae."""
    fields = {"name": "해운대", "area": haeundae, "amount": 80 * MILLION, "ballot_kind": "knapsack"}
    theirs = actions.add_envelope(
        actor=admin,
        round_id=draft.pk,
        fields=fields | {"voters": "community"},
        rule=Rule(min_votes=1),
        at=clock.now(),
    )
    fill(theirs, admin, DISTRICT)
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    draft.refresh_from_db()
    days = {"opens_on": clock.today(), "closes_on": clock.local(draft.closes_at).date()}
    return actions.add_booth(
        actor=admin,
        round_id=draft.pk,
        fields={"name": "구청", "place": "1층", **days},
        officers=officers,
        at=clock.now(),
    )


@pytest.fixture
def somebody(booth: Any, officers: Any, jongno: Any, haeundae: Any) -> str:
    """She lives in Jongno and works in Haeundae; vouched for at the booth, as its page carries her on."""
    who = make_person("두 지역", level=3, area=jongno)
    belongs(who, haeundae, officers[0])
    ci = hash_ci(f"ci of {who.public_id}")
    vouched = Vouched(ci_hash=ci, born=date(1980, 1, 2), area=jongno, user_id=who.pk)
    return str(residents.seal(booth, residents.resident(roll.person(booth.round_id, ci), vouched)))


def desk(booth: Any) -> str:
    return reverse("budgets_staff:booth_desk", args=[booth.round.public_id, booth.public_id])


def given() -> dict[str, int]:
    return dict(SheetsGiven.objects.values_list("envelope__name", "number"))


def test_who_belongs_to_two_districts_chooses_one_at_the_booth(
    booth: Any, somebody: str, officers: Any, client_of: Any
) -> None:
    """Two sheets would be two votes for one round's money."""
    client = client_of(officers[0])
    asked = client.post(desk(booth), {"somebody": somebody})
    assert asked.status_code == 422
    assert "한 지역만 고를 수" in asked.text
    assert asked.text.count('name="district"') == 2
    assert not VoterRoll.objects.exists()
    again = {"somebody": asked.context["somebody"], "district": "nonsense"}
    assert client.post(desk(booth), again).status_code == 422
    haeundae = Envelope.objects.get(name="해운대")
    done = client.post(desk(booth), again | {"district": haeundae.public_id}, follow=True)
    assert "시 전체, 해운대 한 장씩" in done.text
    assert VoterRoll.objects.count() == 1
    assert given() == {"시 전체": 1, "해운대": 1}


def test_who_belongs_to_one_district_is_not_asked(booth: Any, give: Any, jongno: Any) -> None:
    assert [one.name for one in give(booth, "somebody", area=jongno)] == ["시 전체", "종로구"]
    assert [one.name for one in give(booth, "from elsewhere")] == ["시 전체"]
    assert given() == {"시 전체": 2, "종로구": 1}


def test_a_district_and_the_province_around_it_go_together(
    draft: Any, admin: Any, jongno: Any, haeundae: Any
) -> None:
    def money(name: str, area: Any) -> Envelope:
        return Envelope(name=name, area=area)

    seoul, busan = money("서울", jongno.parent), money("부산", haeundae.parent)
    here, there, city = money("종로", jongno), money("해운대", haeundae), money("시", None)
    found = bundles([there, seoul, city, busan, here])
    assert [[one.name for one in ballots] for ballots in found] == [
        ["시", "서울", "종로"],
        ["시", "부산", "해운대"],
    ]
    assert bundles([city]) == [[city]]
    assert bundles([]) == []


def test_nobody_keys_sheets_of_money_that_nobody_at_the_booth_could_vote_on(
    booth: Any, give: Any, sheets: Any, key: Any, sign: Any
) -> None:
    """Three from elsewhere took the city's paper; two officers fill the box of Jongno."""
    for number in range(3):
        give(booth, f"elsewhere {number}")
    jongno = Envelope.objects.get(name="종로구")
    for serial in sheets(booth, jongno, 3):
        key(booth, serial, "1")
    with pytest.raises(Refused, match="more_than_people") as refused:
        sign(booth, 3)
    assert "‘종로구’ 용지를 받은 사람은 0명인데 3장을" in str(refused.value.refusal)


@pytest.mark.parametrize(
    ("first", "last", "field"), [(-2, 1, "opens_on"), (1, 90, "closes_on"), (80, 90, "opens_on")]
)
def test_a_booth_opens_on_days_of_voting_only(
    client_of: Any, admin: Any, booth: Any, officers: Any, first: int, last: int, field: str
) -> None:
    """Citizens read its days and come."""
    from datetime import timedelta

    today = clock.today()
    type(booth.round).objects.filter(pk=booth.round_id).update(opens_at=clock.now() - timedelta(hours=1))
    data = {
        "name": "도서관",
        "place": "2층",
        "area": "",
        "opens_on": f"{today + timedelta(days=first)}",
        "closes_on": f"{today + timedelta(days=last)}",
        "people": officers[0].email,
    }
    page = client_of(admin).post(reverse("budgets_staff:new_booth", args=[booth.round.public_id]), data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert "투표 기간(" in page.text
    assert 'value="도서관"' in page.text
    assert booth.round.booths.count() == 1


def test_citizens_read_that_a_booth_is_over(client: Any, booth: Any) -> None:
    from datetime import timedelta

    assert "아직 열지 않음" not in client.get(booth.round.get_absolute_url()).text
    yesterday = clock.today() - timedelta(days=1)
    type(booth).objects.filter(pk=booth.pk).update(opens_on=yesterday, closes_on=yesterday)
    panel = client.get(booth.round.get_absolute_url()).text.partition('id="booths"')[2]
    assert "끝남" in panel.partition("</section>")[0]
