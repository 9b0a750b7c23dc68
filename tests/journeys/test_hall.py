"""The hall: log-in, search, letters, the identity check, a comment that was hidden and came back."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from portal import clock
from proposals.actions import drafts, intake, submission
from proposals.models import Proposal, Receiver
from tests.journeys.hands import Mouse, NoScript, either_way, verify
from tests.people import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TITLE = "어두운 골목길에 보안등을 더 달아 주세요"
COMMENT = "이 골목은 밤에 정말 어두워요. 저도 찬성합니다."


@pytest.fixture
def published(alice: Any, carla: Any, unit: Any, jongno: Any) -> Proposal:
    """Something to read, to find and to talk about."""
    Receiver.objects.create(unit=unit, topic="parks")
    content: Any = {
        "title": TITLE,
        "topic": "parks",
        "area": jongno,
        "unit": None,
        "problem": "등과 등 사이가 멀어 발밑이 보이지 않습니다.",
        "improvement": "보안등 다섯 개를 더 달아 주세요.",
        "effect": "밤길이 안전해집니다.",
    }
    words = {"note": "안내", "reason": "소관", "at": clock.now()}
    proposal = drafts.start_draft(author=alice, content=content, at=clock.now())
    submission.submit_proposal(author=alice, proposal=proposal, at=clock.now())
    intake.receive_proposal(officer=carla, proposal=proposal, unit=unit, **words)
    intake.publish_proposal(officer=carla, proposal=proposal, **words)
    return proposal


def test_a_comment_is_reported_hidden_appealed_and_restored(
    visit, celery_worker, eventually, published, staff, town_hall, minsu, bob, mod
):
    author = Mouse(visit(minsu, path=published.get_absolute_url()))
    author.write("댓글 쓰기", COMMENT)
    author.press("댓글 올리기")

    reporter = Mouse(visit(bob, path=f"{published.get_absolute_url()}#comments"))
    reporter.page.locator(".comment", has_text=COMMENT).get_by_role("link", name=re.compile("신고")).click()
    reporter.look()
    reporter.pick(re.compile("욕설"))
    reporter.press("신고하기")
    reporter.sees("신고를 받았습니다")
    reporter.look()
    reporter.go("/moderation/reports/")
    reporter.look()

    moderator = Mouse(visit(mod, path="/staff/moderation/"))
    moderator.look()
    moderator.follow(COMMENT)
    moderator.look()
    moderator.pick(re.compile("^가립니다"))
    moderator.choose("어긴 규칙 (선택)", "욕설·혐오")
    moderator.write("결정한 이유", "다른 사람을 낮추는 말로 읽힙니다.")
    moderator.press("결정하고 알리기")

    author.go("/inbox/")
    author.awaits(eventually, "가려진 내 댓글")
    author.press(re.compile("가려진 내 댓글"))
    author.look()
    author.write("왜 다시 공개되어야 하나요?", "찬성한다는 말뿐이고 누구도 낮추지 않았습니다.")
    author.press("이의 보내기")
    author.sees("다른 중재자가 다시 보고 있습니다.")
    author.look()

    moderator.go("/staff/moderation/appeals/")
    moderator.look()
    moderator.follow(COMMENT)
    expect(moderator.main.get_by_role("button", name="결정하고 알리기")).to_have_count(
        0
    )  # not by who decided first
    another = Mouse(visit(staff("둘째 중재자", "moderator", town_hall), path="/staff/moderation/appeals/"))
    another.follow(COMMENT)
    another.look()
    another.pick(re.compile("^받아들입니다"))
    another.write("판단한 이유", "규칙을 어긴 말이 없습니다.")
    another.press("결정하고 알리기")
    another.go("/staff/moderation/decided/")
    another.look()

    author.go("/inbox/")
    author.awaits(eventually, "다시 공개된 내 댓글")
    author.press(re.compile("다시 공개된 내 댓글"))
    author.sees("규칙을 어긴 말이 없습니다.")
    author.look()
    reader = Mouse(visit(path=published.get_absolute_url()))
    reader.sees(COMMENT)
    reader.go("/moderation/log/")
    reader.look()


def test_a_visitor_finds_in_her_own_words(visit, celery_worker, analyser, eventually, published):
    visitor = Mouse(visit())
    visitor.look()
    visitor.write("무엇을 찾으세요?", "골목이 어두워요")
    visitor.press("찾기")
    visitor.awaits(eventually, "건을 찾았습니다.", 60)
    visitor.look()
    visitor.follow(re.compile("보안등"))
    visitor.sees("등과 등 사이가 멀어")
    visitor.go("/search/")
    visitor.look()


def log_in(hands: Mouse, person: Any) -> None:
    hands.go("/accounts/login/?next=/me/")
    hands.look()
    hands.write(re.compile("이메일|전자우편"), person.email)
    hands.write(re.compile("비밀번호"), PASSWORD)
    hands.press("로그인하기")
    hands.sees(f"{person.nickname} 님의 활동")


@either_way
def test_she_logs_in_and_proves_who_she_is_and_where_she_lives(visit, jongno, jiyeon, hands, wishes):
    citizen = hands(visit(**wishes))
    citizen.look()
    log_in(citizen, jiyeon)
    citizen.look()
    citizen.follow("본인확인 하기")
    citizen.look()
    citizen.follow("본인확인 하기")
    citizen.look()
    verify(citizen, "가상 김하늘")
    citizen.follow("사는 곳 확인하기")
    citizen.look()
    verify(citizen, "가상 김하늘")
    citizen.sees("서울특별시 종로구")
    citizen.look()
    jiyeon.refresh_from_db()
    assert (jiyeon.level, jiyeon.area) == (3, jongno)


def test_nobody_is_two_people(visit, jongno, jiyeon, dan):
    first = Mouse(visit(jiyeon, path="/identity/?level=2&next=/me/"))
    first.look()
    first.tick("본인확인 정보의 처리에 동의합니다.")
    first.press("확인하러 가기")
    first.look()
    first.press(re.compile("^가상 김하늘"))
    second = Mouse(visit(dan, path="/identity/?level=2&next=/me/"))
    verify(second, "가상 김하늘")
    second.sees("본인확인을 마치지 못했습니다")
    second.look()


@pytest.mark.parametrize("hands", [Mouse, NoScript])
def test_the_portal_speaks_english_when_asked(visit, hands):
    page = visit(script=hands is Mouse)
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/proposals/")
    assert page.locator("html").get_attribute("lang") == "en"  # it is remembered
    hands(page).look()
    with page.expect_navigation():
        page.get_by_role("button", name="한국어").click()
    assert page.locator("html").get_attribute("lang") == "ko"


def test_the_pages_of_an_account_and_of_the_house(visit, alice, admin):
    hands = Mouse(visit())
    for path in [
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/api/",
        "/me/settings/terms/",
        "/me/settings/privacy/",
    ]:
        hands.go(path)
        hands.look()
    hands = Mouse(visit(alice))
    for path in [
        "/me/",
        "/me/settings/",
        "/me/settings/identity/",
        "/me/settings/data/",
        "/me/settings/leave/",
        "/inbox/",
        "/inbox/settings/",
    ]:
        hands.go(path)
        hands.look()
    hands = Mouse(visit(admin))
    for path in ["/staff/", "/staff/outbox/", "/staff/organisations/"]:
        hands.go(path)
        hands.look()
