"""참여단: announced with a commitment, applied for, drawn, meeting in public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import draw as lot
from budgets import panel_queries as queries
from budgets import seeding
from budgets.actions import panel as actions
from budgets.models import Applicant, Belonging, Meeting, Panel, Seat
from portal import clock
from portal.audit.models import Entry
from portal.refusals import Refused
from tests.budgets.panels import draw, fields, offer, page
from tests.budgets.shaping import deliver
from tests.people import make_person

pytestmark = pytest.mark.django_db


def works(person: Any, area: Any, officer: Any) -> None:
    """An officer has confirmed that she works there."""
    Belonging.objects.create(
        person=person,
        area=area,
        kind="work",
        place="인쇄소",
        state="confirmed",
        asked_at=clock.now(),
        decided_at=clock.now(),
        decided_by=officer,
        until=clock.today() + timedelta(days=99),
    )


def test_an_administrator_announces_it_and_its_commitment_is_public(
    client_of: Any, client: Any, collecting: Any, admin: Any
) -> None:
    wall = "%Y-%m-%dT%H:%M"
    typed = {
        name: value.strftime(wall if hasattr(value, "hour") else "%Y-%m-%d")
        if hasattr(value, "year")
        else value
        for name, value in fields().items()
    }
    where = reverse("budgets_staff:panel_edit", args=[collecting.public_id])
    wrong = client_of(admin).post(where, typed | {"closes_at": typed["opens_at"]})
    assert wrong.status_code == 422
    assert "모집 마감은 모집 시작보다 늦어야" in wrong.content.decode()
    client_of(admin).post(where, typed)
    panel = Panel.objects.get()
    shown = client.get(page(panel)).content.decode()
    assert panel.commitment in shown
    assert panel.seed not in shown
    assert lot.commitment(panel.seed) != panel.commitment, "whoever reads the rows cannot try the draw out"
    assert lot.commitment(seeding.opened(panel.seed, panel.commitment)) == panel.commitment
    assert client.get(page(panel, "panel_draw")).status_code == 404


def test_after_recruiting_began_its_size_stays(panel: Panel, admin: Any) -> None:
    with pytest.raises(Refused, match="fixed"):
        actions.edit_panel(actor=admin, panel=panel, fields=fields(size=200), at=clock.now())


def test_recruiting_may_last_longer_and_never_shorter(panel: Panel, admin: Any, alice: Any) -> None:
    """Where nobody had applied by the deadline, the round would have no panel at all."""
    edit = lambda when: actions.edit_panel(  # noqa: E731
        actor=admin, panel=panel, fields={"closes_at": when}, at=clock.now()
    )
    with pytest.raises(Refused, match="only_later"):
        edit(panel.closes_at - timedelta(minutes=1))
    Panel.objects.filter(pk=panel.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    panel.refresh_from_db()
    with pytest.raises(Refused, match="nobody"):
        actions.draw_panel(actor=admin, panel=panel, at=clock.now())
    with pytest.raises(Refused, match="only_later"):
        edit(clock.now() - timedelta(seconds=1))
    longer = clock.now() + timedelta(days=2)
    edit(longer)
    entry = Entry.objects.filter(verb="budgets.panel_edited").get()
    assert entry.detail["closes_at"].startswith(f"{longer:%Y-%m-%dT%H:%M}")
    panel.refresh_from_db()
    offer(panel, alice)
    draw(panel, admin)
    with pytest.raises(Refused, match="already_drawn"):
        edit(longer + timedelta(days=1))


def test_a_resident_applies_and_takes_it_back(client_of: Any, panel: Panel, alice: Any, minsu: Any) -> None:
    browser, door = client_of(alice), page(panel, "panel_apply")
    silent = browser.post(door, {"sex": "F", "motive": "우리 동네를 잘 압니다."})
    assert silent.status_code == 422
    assert "우리 동네를 잘 압니다." in silent.content.decode()
    browser.post(door, {"sex": "F", "agree": "on"})
    applicant = Applicant.objects.get()
    assert (applicant.area, applicant.age_band, applicant.sex) == (alice.area, "30s", "F")
    assert applicant.code in browser.get(page(panel)).content.decode()
    assert "이미 신청하셨습니다" in browser.post(door, {"agree": "on"}).content.decode()
    browser.post(page(panel, "panel_leave"))
    assert not Applicant.objects.filter(withdrawn_at=None).exists()
    assert client_of(minsu).get(door)["Location"].startswith(reverse("identity:start"))


def test_nobody_applies_when_the_time_is_over(client_of: Any, panel: Panel, alice: Any) -> None:
    Panel.objects.update(closes_at=clock.now() - timedelta(minutes=1))
    answer = client_of(alice).post(page(panel, "panel_apply"), {"agree": "on"}, follow=True)
    assert "모집하는 기간이 아닙니다" in answer.content.decode()


def test_the_lot_is_drawn_once_and_anyone_can_repeat_it(
    client_of: Any, client: Any, panel: Panel, alice: Any, bob: Any, jongno: Any, admin: Any
) -> None:
    people = [
        alice,
        bob,
        *[make_person(f"이웃 {n}", level=3, area=jongno, birth_year=1960 + n) for n in range(8)],
    ]
    for person in people:
        offer(panel, person)
    early = client_of(admin).post(page(panel, "panel_draw", room="budgets_staff"), follow=True)
    assert "모집이 끝난 뒤에" in early.content.decode()
    draw(panel, admin)
    with pytest.raises(Refused, match="already_drawn"):
        actions.draw_panel(actor=admin, panel=panel, at=clock.now())
    published = client.get(page(panel, "panel_draw")).json()
    assert lot.check(published).seats == sorted(published["seats"])
    assert len(published["applicants"]) == 10
    assert Seat.objects.count() == 2
    text = str(published)
    assert not any(person.nickname in text or person.email in text for person in people)
    panel.refresh_from_db()
    assert lot.commitment(panel.seed) == panel.commitment
    assert panel.seed in client.get(page(panel)).content.decode()
    deliver("budgets.panel_drawn")
    assert alice.notifications.count() == bob.notifications.count() == 1


def test_who_leaves_gives_the_seat_to_the_next(panel: Panel, jongno: Any, admin: Any) -> None:
    for n in range(5):
        offer(panel, make_person(f"이웃 {n}", level=3, area=jongno, birth_year=1990))
    draw(panel, admin)
    first = Seat.objects.order_by("pk").first()
    assert first is not None
    actions.leave_panel(person=first.person, panel=panel, at=clock.now())
    living = Seat.objects.filter(left_at=None)
    assert living.count() == 2
    following = Applicant.objects.get(reserve=0)
    assert living.filter(applicant=following).exists()
    file = queries.draw_file(Panel.objects.get())
    assert lot.check(file).reserves == file["reserves"]
    assert file["reserves"][0] == file["stepped_in"][0] == following.code
    assert file["passed_over"] == []
    with pytest.raises(ValueError, match="another order"):
        lot.check(file | {"reserves": file["reserves"][::-1]})
    deliver("budgets.panel_stepped_in")
    assert following.person.notifications.count() == 1


class TestOneDistrict:
    """A panel for the people of Jongno: Alice lives there, Bob in Haeundae."""

    @pytest.fixture
    def local(self, collecting: Any, admin: Any, jongno: Any) -> Panel:
        return actions.announce_panel(
            actor=admin, round_=collecting, fields=fields(area=jongno), at=clock.now()
        )

    @pytest.fixture
    def wide(self, local: Panel) -> Panel:
        """Who works or studies there may apply as well."""
        Panel.objects.filter(pk=local.pk).update(voters="community")
        local.refresh_from_db()
        return local

    def move(self, person: Any, area: Any) -> None:
        type(person).objects.filter(pk=person.pk).update(area=area)

    def test_its_page_says_to_everybody_who_may_apply(
        self, client: Any, client_of: Any, local: Panel, alice: Any, bob: Any
    ) -> None:
        door = page(local, "panel_apply")
        for visitor in (client, client_of(alice)):
            shown = visitor.get(page(local)).content.decode()
            assert "서울특별시 종로구에 사는 분" in shown
            assert door in shown
        told = client_of(bob).get(page(local)).content.decode()
        assert "지금 확인된 사는 곳(부산광역시 해운대구)으로는 신청하실 수 없습니다" in told
        assert "사는 곳 다시 확인하기" in told
        assert f'href="{door}"' not in told

    def test_somebody_from_elsewhere_hears_why_not_and_loses_nothing_that_she_typed(
        self, client_of: Any, local: Panel, bob: Any, jongno: Any
    ) -> None:
        browser, door = client_of(bob), page(local, "panel_apply")
        before = browser.get(door).content.decode()
        assert "서울특별시 종로구에 사는 분을 모집합니다" in before
        assert "again=1" in before
        typed = {"sex": "M", "motive": "열 해 동안 이 골목을 걸었습니다.", "agree": "on"}
        answer = browser.post(door, typed)
        assert answer.status_code == 422
        said = answer.content.decode()
        assert "열 해 동안 이 골목을 걸었습니다." in said
        assert "이사하셨다면 사는 곳을 다시 확인한 뒤" in said
        assert not Applicant.objects.exists()
        self.move(bob, jongno)
        back = browser.get(door).content.decode()
        assert "열 해 동안 이 골목을 걸었습니다." in back, "it waited while she had her residence looked at"
        assert browser.post(door, typed).status_code == 302
        assert Applicant.objects.get().area == jongno

    def test_the_door_behind_the_page_is_locked_too(self, local: Panel, bob: Any) -> None:
        with pytest.raises(Refused, match="elsewhere"):
            offer(local, bob)

    def test_who_works_there_applies_where_the_call_says_so(
        self, client_of: Any, wide: Panel, bob: Any, jongno: Any, carla: Any
    ) -> None:
        browser, door = client_of(bob), page(wide, "panel_apply")
        told = browser.get(door).content.decode()
        assert "서울특별시 종로구에 살거나 일하거나 배우는 분을 모집합니다" in told
        assert reverse("budgets:belonging") + "?area=11110" in told
        works(bob, jongno, carla)
        assert browser.post(door, {"agree": "on"}).status_code == 302
        assert Applicant.objects.get().area == bob.area, "the draw balances where people live"

    def test_who_moved_away_is_not_drawn_and_the_draw_repeats_from_the_published_list(
        self, client: Any, client_of: Any, local: Panel, alice: Any, haeundae: Any, jongno: Any, admin: Any
    ) -> None:
        others = [make_person(f"이웃 {n}", level=3, area=jongno, birth_year=1980 + n) for n in range(4)]
        gone = offer(local, alice)
        for person in others:
            offer(local, person)
        self.move(alice, haeundae)
        warned = client_of(alice).get(page(local)).content.decode()
        assert "이대로라면 추첨에 들어가지 않습니다" in warned
        desk = client_of(admin).get(page(local, room="budgets_staff")).content.decode()
        assert "다른 곳으로 옮겼거나 탈퇴한 1명은 추첨에 들어가지 않습니다" in desk
        draw(local, admin)
        published = client.get(page(local, "panel_draw")).json()
        assert lot.check(published).seats == sorted(published["seats"])
        codes = {one["code"] for one in published["applicants"]}
        assert (gone.code in codes, len(codes)) == (False, 4)
        assert not Seat.objects.filter(person=alice).exists()
        shown = client.get(page(local)).content.decode()
        assert "이 밖에 1명은 신청한 뒤 다른 곳으로 옮겼거나" in shown
        assert "추첨 명단에 넣지 않았습니다" in client_of(alice).get(page(local)).content.decode()
        deliver("budgets.panel_drawn")
        assert alice.notifications.count() == 1, "she hears of the draw too, and finds the reason on the page"

    def test_nobody_is_drawn_when_all_have_moved_away(
        self, client_of: Any, local: Panel, alice: Any, haeundae: Any, admin: Any
    ) -> None:
        offer(local, alice)
        self.move(alice, haeundae)
        Panel.objects.update(closes_at=clock.now())
        answer = client_of(admin).post(page(local, "panel_draw", room="budgets_staff"), follow=True)
        assert "신청한 사람이 없어 추첨할 수 없습니다" in answer.content.decode()
        assert not Applicant.objects.filter(left_out_at__isnull=False).exists()

    def test_a_vacant_seat_passes_over_whoever_moved_away_while_waiting(
        self, local: Panel, jongno: Any, haeundae: Any, admin: Any
    ) -> None:
        for n in range(5):
            offer(local, make_person(f"이웃 {n}", level=3, area=jongno, birth_year=1990))
        draw(local, admin)
        self.move(Applicant.objects.get(reserve=0).person, haeundae)
        seat = Seat.objects.order_by("pk").first()
        assert seat is not None
        actions.leave_panel(person=seat.person, panel=local, at=clock.now())
        assert Seat.objects.filter(left_at=None, applicant__reserve=1).exists()
        assert not Seat.objects.filter(applicant__reserve=0).exists()
        file = queries.draw_file(Panel.objects.get())
        assert (file["passed_over"], file["stepped_in"]) == (file["reserves"][:1], file["reserves"][1:2])

    def test_who_moves_after_the_draw_keeps_her_seat(
        self, client_of: Any, local: Panel, alice: Any, haeundae: Any, admin: Any
    ) -> None:
        offer(local, alice)
        draw(local, admin)
        self.move(alice, haeundae)
        assert "활동하고 계십니다" in client_of(alice).get(page(local)).content.decode()

    def test_the_form_begins_with_the_district_of_the_money(
        self, client_of: Any, collecting: Any, admin: Any, jongno: Any
    ) -> None:
        collecting.envelopes.update(area=jongno)
        door = reverse("budgets_staff:panel_edit", args=[collecting.public_id])
        form = client_of(admin).get(door).context["form"]
        assert (form["area"].value(), form["voters"].value()) == (jongno.pk, "residents")
        collecting.envelopes.filter(name="시 전체").update(area=None)
        form = client_of(admin).get(door).context["form"]
        assert form["area"].value() is None, "the whole city's money is everybody's"

    def test_who_may_apply_stays_once_recruiting_began(self, local: Panel, admin: Any, haeundae: Any) -> None:
        with pytest.raises(Refused, match="fixed"):
            actions.edit_panel(actor=admin, panel=local, fields={"area": haeundae}, at=clock.now())


def typed_in(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a panel as a browser sends them."""
    sent = {}
    for name, value in values.items():
        shape = "%Y-%m-%dT%H:%M" if hasattr(value, "hour") else "%Y-%m-%d"
        sent[name] = clock.local(value).strftime(shape) if hasattr(value, "hour") else value
        if hasattr(value, "year") and not hasattr(value, "hour"):
            sent[name] = value.strftime(shape)
    return sent


class TestTerm:
    """Nobody serves before she is drawn."""

    def test_a_term_that_begins_before_the_draw_is_refused_at_its_field(
        self, client_of: Any, collecting: Any, admin: Any
    ) -> None:
        door = reverse("budgets_staff:panel_edit", args=[collecting.public_id])
        early = clock.local(fields()["closes_at"]).date() - timedelta(days=1)
        answer = client_of(admin).post(door, typed_in(fields(term_from=early)))
        assert answer.status_code == 422
        assert "활동은 추첨한 뒤에 시작합니다" in answer.context["form"].errors["term_from"][0]
        assert answer.context["form"]["duties"].value() == fields()["duties"]
        assert not Panel.objects.exists()
        assert client_of(admin).post(door, typed_in(fields())).status_code == 302

    def test_works_or_studies_needs_a_place(self, client_of: Any, collecting: Any, admin: Any) -> None:
        door = reverse("budgets_staff:panel_edit", args=[collecting.public_id])
        answer = client_of(admin).post(door, typed_in(fields()) | {"voters": "community", "area": ""})
        assert "지역을 골라 주세요" in answer.context["form"].errors["area"][0]

    def test_a_draw_that_comes_after_the_term_began_asks_for_new_days_first(
        self, client_of: Any, panel: Panel, alice: Any, admin: Any
    ) -> None:
        offer(panel, alice)
        yesterday = clock.today() - timedelta(days=1)
        Panel.objects.update(
            opens_at=clock.now() - timedelta(days=9),
            closes_at=clock.now() - timedelta(days=3),
            term_from=yesterday,
        )
        door = page(panel, "panel_draw", room="budgets_staff")
        answer = client_of(admin).post(door, follow=True)
        assert "활동 기간을 먼저 고쳐 주세요" in answer.content.decode()
        actions.edit_panel(actor=admin, panel=panel, fields={"term_from": clock.today()}, at=clock.now())
        client_of(admin).post(door)
        assert Seat.objects.count() == 1


def test_meetings_show_their_agenda_and_later_their_minutes(
    client_of: Any, client: Any, panel: Panel, admin: Any
) -> None:
    typed = {
        "title": "첫 회의",
        "starts_at": "2027-03-01T19:00",
        "place": "구청 대강당",
        "agenda": "하는 일 나누기",
    }
    client_of(admin).post(page(panel, "meeting_new", room="budgets_staff"), typed)
    meeting = Meeting.objects.get()
    assert "하는 일 나누기" in client.get(page(panel)).content.decode()
    door = page(panel, "meeting", meeting.public_id, room="budgets_staff")
    client_of(admin).post(door, typed | {"minutes": "여덟 명이 모여 이야기했습니다."})
    assert "여덟 명이 모여 이야기했습니다." in client.get(page(panel)).content.decode()


def test_an_expert_must_be_somebody_whom_the_portal_knows(
    client_of: Any, panel: Panel, admin: Any, dan: Any
) -> None:
    door = page(panel, "panel_expert", room="budgets_staff")
    for email in ("nobody@example.kr", dan.email):
        answer = client_of(admin).post(door, {"email": email, "career": "건축사"})
        assert answer.status_code == 422
        assert "본인확인을 한 회원이 없습니다" in answer.content.decode()
