"""A draft, or a project of one, is taken away: never what citizens did, never after the announcement."""

from typing import Any

import pytest
from django.urls import reverse

from budgets import actions
from budgets.actions.plans import put_on_ballot
from budgets.models import Envelope, Project, Round, RoundFollow
from budgets.tally import Rule
from portal import clock
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db


def door(name: str, round_: Round, *more: str) -> str:
    return reverse(f"budgets_staff:{name}", args=[round_.public_id, *more])


def test_a_project_typed_by_mistake_is_taken_off_after_a_question(
    client_of: Any, admin: Any, draft: Any
) -> None:
    desk = client_of(admin)
    project = Project.objects.get(title="자전거 보관대")
    address = door("remove_project", draft, project.public_id)
    assert address in desk.get(door("round", draft)).text
    asked = desk.get(address).text
    assert "이 사업을 지울까요?" in asked
    assert "자전거 보관대" in asked
    assert Project.objects.filter(pk=project.pk).exists()
    page = desk.post(address, follow=True)
    assert "‘자전거 보관대’을(를) 지웠습니다" in page.text
    assert not Project.objects.filter(pk=project.pk).exists()
    assert Entry.objects.filter(verb="budgets.project_removed", actor_id=admin.pk).exists()


def test_an_administrator_is_asked_before_an_envelope_goes(client_of: Any, admin: Any, draft: Any) -> None:
    desk, at = client_of(admin), clock.now()
    fields = {"name": "청소년", "amount": 5_000_000}
    made = actions.add_envelope(actor=admin, round_id=draft.pk, fields=fields, rule=Rule(), at=at)
    address, back = door("remove_envelope", draft, made.public_id), door("envelopes", draft)
    assert f'href="{address}"' in desk.get(back).text
    asked = desk.get(address).text
    assert "이 예산을 지울까요?" in asked
    assert f'href="{back}"' in asked, "the way back is where she came from"
    assert Envelope.objects.filter(pk=made.pk).exists()
    page = desk.post(address, follow=True)
    assert "‘청소년’을(를) 지웠습니다" in page.text
    assert not Envelope.objects.filter(pk=made.pk).exists()
    assert Entry.objects.filter(verb="budgets.envelope_removed", actor_id=admin.pk).exists()


def test_an_envelope_with_projects_says_why_it_stays(client_of: Any, admin: Any, draft: Any) -> None:
    address = door("remove_envelope", draft, draft.envelopes.get(name="시 전체").public_id)
    assert "사업이 들어 있는 예산은" in client_of(admin).get(address).text
    assert "사업이 들어 있는 예산은" in client_of(admin).post(address, follow=True).text
    assert draft.envelopes.count() == 2


def test_after_the_announcement_no_project_is_taken_off(client_of: Any, admin: Any, voting: Any) -> None:
    desk, project = client_of(admin), Project.objects.first()
    address = door("remove_project", voting, project.public_id)
    assert "공고한 뒤에는" in desk.get(address).text
    assert "공고한 뒤에는" in desk.post(address, follow=True).text
    assert Project.objects.filter(pk=project.pk).exists()


def test_a_project_that_a_citizen_thought_of_is_not_taken_off(
    client_of: Any, admin: Any, costed: Any
) -> None:
    envelope = Envelope.objects.get(name="시 전체")
    project = put_on_ballot(actor=admin, plan=costed, envelope=envelope, at=clock.now())
    address = door("remove_project", costed.round, project.public_id)
    assert "시민 제안에서 나온 사업" in client_of(admin).post(address, follow=True).text
    assert Project.objects.filter(pk=project.pk).exists()


def test_a_number_that_the_rule_names_is_not_given_to_another_project(
    client_of: Any, admin: Any, draft: Any
) -> None:
    city = draft.envelopes.get(name="시 전체")
    rule = Rule(exclusive=(("1", "5"),))
    actions.set_rule(actor=admin, envelope_id=city.pk, rule=rule, at=clock.now())
    last = city.projects.get(number=5)
    page = client_of(admin).post(door("remove_project", draft, last.public_id), follow=True)
    assert "세는 방법에서 먼저 빼 주세요" in page.text
    assert city.projects.count() == 5


def test_a_draft_begun_by_mistake_goes_with_its_envelopes_and_copies(
    client_of: Any, admin: Any, draft: Any
) -> None:
    desk = client_of(admin)
    actions.make_sandbox(actor=admin, round_id=draft.pk, voters=10, seed="1", at=clock.now())
    address = door("remove_round", draft)
    assert address in desk.get(door("round", draft)).text
    assert "이 참여예산을 지울까요?" in desk.get(address).text
    assert Round.objects.count() == 2
    page = desk.post(address, follow=True)
    assert "‘2027년 주민참여예산’을(를) 지웠습니다" in page.text
    assert not Round.objects.exists()
    assert not Project.objects.exists()
    assert Entry.objects.filter(verb="budgets.removed", actor_id=admin.pk).exists()


def test_a_draft_in_which_a_citizen_left_a_trace_stays(
    client_of: Any, admin: Any, alice: Any, draft: Any
) -> None:
    RoundFollow.objects.create(round=draft, person=alice)
    page = client_of(admin).post(door("remove_round", draft), follow=True)
    assert "시민이 쓴 것이나" in page.text
    assert Round.objects.filter(pk=draft.pk).exists()


def test_a_round_that_citizens_can_see_stays(client_of: Any, admin: Any, collecting: Any) -> None:
    desk, address = client_of(admin), door("remove_round", collecting)
    assert address not in desk.get(door("round", collecting)).text
    assert "지울 수 없습니다" in desk.get(address).text
    assert "지울 수 없습니다" in desk.post(address, follow=True).text
    assert Round.objects.filter(pk=collecting.pk).exists()
