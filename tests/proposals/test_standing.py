"""Supporting, taking it back, following; and how the public number comes about."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from portal.refusals import Refused
from proposals import counting
from proposals.actions import supports
from proposals.models import CountAlarm, FoldMark, Follow, Proposal, Support, SupportDelta
from proposals.rules import supporting

pytestmark = pytest.mark.django_db


def url(name: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{name}", args=[proposal.public_id])


def token(page: str) -> str:
    found = re.search(r'id="stand".*?name="csrfmiddlewaretoken" value="([^"]+)"', page, re.S)
    assert found is not None
    return found[1]


class TestTheBox:
    def test_each_reader_finds_her_own_token_in_what_is_kept(self, published: Any, minsu: Any) -> None:
        """The box is drawn once for all who stand alike; one reader's token in it would be another's key."""
        strangers = [Client(enforce_csrf_checks=True) for _reader in range(2)]
        tokens = [token(each.get(published.get_absolute_url()).text) for each in strangers]
        assert tokens[0] != tokens[1]
        known = Client(enforce_csrf_checks=True)
        known.force_login(minsu, backend="portal.accounts.backends.AccountBackend")
        form = {"csrfmiddlewaretoken": token(known.get(published.get_absolute_url()).text)}
        assert known.post(url("support", published), form).status_code == 302
        foreign = {"csrfmiddlewaretoken": tokens[0]}
        assert known.post(url("unsupport", published), foreign).status_code == 403
        assert Support.objects.filter(withdrawn_at=None).count() == 1

    def test_it_leads_to_this_proposal(self, published: Any, client: Any) -> None:
        assert f'action="{url("support", published)}"' in client.get(published.get_absolute_url()).text

    def test_whoever_stands_otherwise_sees_another_one(
        self, published: Any, minsu: Any, alice: Any, client_of: Any
    ) -> None:
        address = published.get_absolute_url()
        assert "공감하지 않고 소식만 받기" in client_of(minsu).get(address).text
        Follow.objects.create(proposal=published, person=minsu, at=clock.now())
        assert "소식 그만 받기" in client_of(minsu).get(address).text
        assert str(supporting.OWN.sentence) in client_of(alice).get(address).text


class TestSupporting:
    def test_a_verified_person_supports_once(self, published: Any, minsu: Any, client_of: Any) -> None:
        client = client_of(minsu)
        for _press in range(2):
            answer = client.post(url("support", published))
            assert answer["Location"] == published.get_absolute_url() + "#stand"
        assert Support.objects.count() == 1
        page = client.get(published.get_absolute_url()).text
        assert "나도 공감했습니다" in page
        assert "<strong>1</strong>" in page

    def test_with_htmx_the_box_alone_comes_back(self, published: Any, minsu: Any, client_of: Any) -> None:
        answer = client_of(minsu).post(url("support", published), headers={"hx-request": "true"})
        assert answer.status_code == 200
        assert 'id="stand"' in answer.text
        assert "<html" not in answer.text

    def test_a_member_without_identity_is_sent_to_prove_it(
        self, published: Any, jiyeon: Any, client_of: Any
    ) -> None:
        page = client_of(jiyeon).get(published.get_absolute_url()).text
        assert "본인 확인을 마치면 공감할 수 있습니다" in page
        assert "/identity/" in client_of(jiyeon).post(url("support", published))["Location"]
        assert "/accounts/login/" in client_of(None).post(url("support", published))["Location"]
        assert not Support.objects.exists()

    def test_nobody_supports_her_own(self, published: Any, alice: Any, client_of: Any) -> None:
        client = client_of(alice)
        assert str(supporting.OWN.sentence) in client.get(published.get_absolute_url()).text
        client.post(url("support", published))
        assert not Support.objects.exists()

    def test_the_reason_on_the_page_is_the_reason_that_stops_the_post(
        self, adopted: Any, minsu: Any, client_of: Any
    ) -> None:
        page = client_of(minsu).get(adopted.get_absolute_url()).text
        assert str(supporting.OVER.sentence) in page
        with pytest.raises(Refused) as refused:
            supports.support_proposal(person=minsu, proposal=adopted, at=clock.now())
        assert refused.value.refusal is supporting.OVER

    def test_what_is_not_public_cannot_be_supported(
        self, received: Any, minsu: Any, carla: Any, client_of: Any
    ) -> None:
        assert client_of(minsu).post(url("support", received)).status_code == 404
        assert client_of(carla).post(url("support", received)).status_code == 404

    def test_a_support_can_be_taken_back_and_given_again(
        self, published: Any, minsu: Any, client_of: Any
    ) -> None:
        client = client_of(minsu)
        client.post(url("support", published))
        client.post(url("unsupport", published))
        assert not Support.objects.filter(withdrawn_at=None).exists()
        client.post(url("support", published))
        assert Support.objects.filter(withdrawn_at=None).count() == 1
        assert sorted(SupportDelta.objects.values_list("delta", flat=True)) == [-1, 1, 1]

    def test_a_support_is_never_deleted(self, published: Any, minsu: Any) -> None:
        from django.db import InternalError, ProgrammingError, transaction

        supports.support_proposal(person=minsu, proposal=published, at=clock.now())
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            Support.objects.all().delete()

    @pytest.mark.parametrize("name", ["support", "unsupport", "follow", "unfollow"])
    def test_reading_never_changes_anything(
        self, name: str, published: Any, minsu: Any, client_of: Any
    ) -> None:
        assert client_of(minsu).get(url(name, published)).status_code in (302, 405)
        assert not Support.objects.exists()
        assert not Follow.objects.exists()

    @pytest.mark.parametrize("name", ["unsupport", "follow", "unfollow"])
    def test_strangers_log_in_first(self, name: str, published: Any, client: Any) -> None:
        assert "/accounts/login/" in client.post(url(name, published))["Location"]

    def test_following_is_not_supporting(self, published: Any, jiyeon: Any, client_of: Any) -> None:
        client = client_of(jiyeon)
        client.post(url("follow", published))
        client.post(url("follow", published))
        assert Follow.objects.count() == 1
        assert not Support.objects.exists()
        client.post(url("unfollow", published))
        assert not Follow.objects.exists()

    def test_the_price_of_a_support_is_one_row_and_no_shared_one(
        self, published: Any, minsu: Any, client_of: Any
    ) -> None:
        with CaptureQueriesContext(connection) as asked:
            client_of(minsu).post(url("support", published))
        ours = [each["sql"].split()[0] for each in asked if "proposals_" in each["sql"]]
        assert ours == ["SELECT", "INSERT"]


class TestSeeingOneself:
    def number(self, client: Any, proposal: Proposal) -> str:
        return str(client.get(proposal.get_absolute_url()).context["shown"].standing.count)

    def test_who_just_supported_sees_herself_in_the_number_and_nobody_else_does_yet(
        self, published: Any, minsu: Any, bob: Any, client: Any, client_of: Any
    ) -> None:
        Proposal.objects.filter(pk=published.pk).update(support_count=41)
        hers, his = client_of(minsu), client_of(bob)
        box = hers.post(url("support", published), headers={"hx-request": "true"})
        assert "<strong>42</strong>" in box.text
        assert self.number(hers, published) == "42"
        assert (self.number(his, published), self.number(client, published)) == ("41", "41")

    def test_taking_it_back_is_seen_at_once_too(self, published: Any, minsu: Any, client_of: Any) -> None:
        Proposal.objects.filter(pk=published.pk).update(support_count=41)
        client = client_of(minsu)
        for name, number in (("support", "42"), ("unsupport", "41"), ("support", "42")):
            client.post(url(name, published))
            assert self.number(client, published) == number

    def test_nobody_sees_herself_twice(self, published: Any, minsu: Any, client_of: Any) -> None:
        client = client_of(minsu)
        client.post(url("support", published))
        Proposal.objects.filter(pk=published.pk).update(support_count=1)
        FoldMark.objects.update(horizon=2**62)  # the worker came by
        assert self.number(client, published) == "1"
        FoldMark.objects.update(horizon=0)
        SupportDelta.objects.update(written_by=1)
        FoldMark.objects.update(horizon=2)
        client.post(url("unsupport", published))
        assert self.number(client, published) == "0"

    def test_programs_get_the_same_number(self, published: Any, minsu: Any, client_of: Any) -> None:
        Proposal.objects.filter(pk=published.pk).update(support_count=41)
        answer = client_of(minsu).put(f"/api/v1/proposals/{published.public_id}/support/")
        assert answer.json()["support_count"] == 42


class TestCounting:
    def test_rows_of_this_very_transaction_are_not_counted_yet(self, published: Any, minsu: Any) -> None:
        """They are not committed, so the horizon stands before them (races/ tests what happens after)."""
        supports.support_proposal(person=minsu, proposal=published, at=clock.now())
        assert counting.fold() == 0

    def test_rows_written_in_bulk_reach_the_ledger(self, published: Any, minsu: Any, bob: Any) -> None:
        at = clock.now()
        Support.objects.bulk_create(
            [Support(proposal=published, person=each, at=at) for each in (minsu, bob)]
        )
        assert SupportDelta.objects.filter(proposal=published).count() == 2

    def test_the_recount_agrees_with_the_ledger_and_sees_a_forged_number(
        self, published: Any, minsu: Any
    ) -> None:
        supports.support_proposal(person=minsu, proposal=published, at=clock.now())
        assert counting.recount(clock.now()) == 0
        Proposal.objects.filter(pk=published.pk).update(support_count=5000)
        assert counting.recount(clock.now()) == 1
        counting.recount(clock.now())
        alarm = CountAlarm.objects.get()
        assert (alarm.counted, alarm.shown) == (1, 5001)
