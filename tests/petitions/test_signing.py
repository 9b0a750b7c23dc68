"""Signing: once per person, told at once, taken back in one click, refused with a sentence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from petitions import actions
from petitions.models import LedgerEntry, Petition, Signature
from portal.refusals import Refused
from tests.petitions.conftest import START

pytestmark = pytest.mark.django_db


def sign_url(petition):
    return reverse("petitions:sign", args=[petition.public_id])


def test_a_verified_citizen_signs_and_sees_it_at_once(published, minsu, client_of, frozen, soon):
    frozen(soon)
    client = client_of(minsu)
    page = client.post(sign_url(published), follow=True)
    signature = Signature.objects.get(petition=published, signer=minsu)
    assert "서명이 저장되었습니다" in page.content.decode()
    assert signature.receipt in page.content.decode()


def test_a_second_signature_is_answered_like_the_first(published, minsu, client_of, frozen, soon):
    frozen(soon)
    client = client_of(minsu)
    client.post(sign_url(published))
    page = client.post(sign_url(published), follow=True)
    assert page.status_code == 200
    assert "이미 서명하셨습니다" in page.content.decode()
    assert Signature.objects.filter(petition=published, signer=minsu).count() == 1


def test_signing_writes_no_shared_row(published, minsu, soon, django_assert_num_queries):
    # Lock, petition, insert; and the savepoint that stands for the transaction in a test.
    with django_assert_num_queries(5) as asked:
        actions.sign_petition(signer=minsu, petition_id=published.public_id, at=soon)
    said = [query["sql"].strip() for query in asked]
    written = [text for text in said if text.startswith(("UPDATE", "INSERT", "DELETE"))]
    assert len(written) == 1
    assert written[0].startswith("INSERT INTO petitions_signature")


def test_below_the_level_she_is_sent_to_the_identity_check_and_back(
    published, jiyeon, client_of, frozen, soon
):
    frozen(soon)
    answer = client_of(jiyeon).post(sign_url(published))
    assert answer.status_code == 302
    assert "/identity/" in answer.url
    assert not Signature.objects.filter(signer=jiyeon).exists()


def test_nobody_is_sent_to_log_in(published, client_of, frozen, soon):
    frozen(soon)
    answer = client_of(None).post(sign_url(published))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


def test_after_the_deadline_it_is_refused_even_before_the_job_has_run(published, minsu, client_of, frozen):
    frozen(published.closes_at)
    page = client_of(minsu).post(sign_url(published), follow=True)
    assert published.state == "open"
    assert "서명 기간이 끝났습니다" in page.content.decode()
    assert not Signature.objects.filter(signer=minsu).exists()


def test_in_the_last_second_it_is_accepted(published, minsu):
    at = published.closes_at - timedelta(seconds=1)
    _signature, is_new = actions.sign_petition(signer=minsu, petition_id=published.public_id, at=at)
    assert is_new


def test_a_closed_petition_takes_no_signature(awaiting, minsu, client_of, frozen):
    frozen(awaiting.closes_at + timedelta(days=1))
    page = client_of(minsu).post(sign_url(awaiting), follow=True)
    assert "서명 기간이 끝났습니다" in page.content.decode()
    assert not Signature.objects.filter(signer=minsu).exists()


def test_a_hidden_petition_takes_no_signature(published, minsu, client_of, frozen, soon):
    Petition.objects.filter(pk=published.pk).update(hidden_at=soon)
    frozen(soon)
    page = client_of(minsu).post(sign_url(published), follow=True)
    assert page.status_code == 410
    assert not Signature.objects.filter(signer=minsu).exists()


@pytest.mark.parametrize("stage", ["draft", "gathering", "checking"])
def test_an_unpublished_petition_does_not_exist_for_a_signer(stage, request, minsu, client_of, frozen, soon):
    petition = request.getfixturevalue(stage)
    frozen(soon)
    assert client_of(minsu).post(sign_url(petition)).status_code == 404
    assert client_of(minsu).get(sign_url(petition)).status_code == 404


def test_a_withdrawn_petition_takes_no_signature(published, alice, minsu, client_of, frozen, soon):
    actions.withdraw_petition(
        creator=alice, petition_id=published.public_id, reason="구청이 이미 고쳐 주었습니다.", at=soon
    )
    frozen(soon)
    page = client_of(minsu).post(sign_url(published), follow=True)
    assert "취하한 청원" in page.content.decode()


def test_a_get_never_signs(published, minsu, client_of, frozen, soon):
    frozen(soon)
    page = client_of(minsu).get(sign_url(published))
    assert page.status_code == 200
    assert not Signature.objects.filter(signer=minsu).exists()


def test_consent_is_taken_back_in_one_click_and_may_be_given_again(
    published, minsu, client_of, frozen, soon, drain
):
    frozen(soon)
    client = client_of(minsu)
    client.post(sign_url(published))
    client.post(reverse("petitions:unsign", args=[published.public_id]))
    client.post(reverse("petitions:unsign", args=[published.public_id]))
    assert Signature.objects.get(signer=minsu).status == "withdrawn"
    assert sum(LedgerEntry.objects.filter(petition=published).values_list("delta", flat=True)) == 2
    client.post(sign_url(published))
    drain(soon)
    published.refresh_from_db()
    assert published.signature_count == 3


def test_consent_stays_after_closing(awaiting, bob, client_of, frozen):
    frozen(awaiting.closes_at + timedelta(hours=1))
    client_of(bob).post(reverse("petitions:unsign", args=[awaiting.public_id]))
    assert Signature.objects.get(petition=awaiting, signer=bob).status == "valid"


def test_the_creator_withdraws_the_petition_not_the_signature(published, alice, client_of, frozen, soon):
    frozen(soon)
    page = client_of(alice).post(reverse("petitions:unsign", args=[published.public_id]), follow=True)
    assert "청원 취하하기" in page.content.decode()
    assert Signature.objects.get(petition=published, signer=alice).status == "valid"


def test_an_invalidated_signer_is_told_and_does_not_count(published, bob, carla, soon, drain):
    reason = "같은 사람이 다른 사람의 이름으로 서명했습니다."
    struck = actions.invalidate_signatures(
        officer=carla, petition_id=published.public_id, signer_ids=[bob.pk], reason=reason, at=soon
    )
    drain(soon)
    published.refresh_from_db()
    assert (struck, published.signature_count) == (1, 1)
    with pytest.raises(Refused) as refused:
        actions.sign_petition(signer=bob, petition_id=published.public_id, at=soon)
    assert refused.value.refusal.code == "invalidated"


def test_signatures_by_province_are_kept_back_below_five(
    published, person, haeundae, jongno, soon, drain, client_of
):
    for number in range(5):
        neighbour = person(f"이웃{number}", level=3, area=jongno)
        actions.sign_petition(signer=neighbour, petition_id=published.public_id, at=soon)
    for number in range(3):
        actions.sign_petition(
            signer=person(f"부산{number}", level=3, area=haeundae), petition_id=published.public_id, at=soon
        )
    drain(soon)
    found = client_of(None).get(reverse("petitions:json", args=[published.public_id])).json()
    places = {row["province"]: row["count"] for row in found["signatures_by_province"]}
    assert places["서울특별시"] == 6  # Alice and five neighbours
    assert "부산광역시" not in places


def test_the_database_keeps_every_signature(published):
    from django.db import IntegrityError, transaction

    for change in (lambda rows: rows.delete(), lambda rows: rows.update(receipt="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(Signature.objects.filter(petition=published, is_first_supporter=True))


def number_for(client, petition):
    return client.get(petition.get_absolute_url()).context["count"]


def test_who_just_signed_sees_herself_in_the_number_and_nobody_else_does_yet(
    published, minsu, dan, client_of, frozen, soon, drain
):
    frozen(soon)
    hers, his = client_of(minsu), client_of(dan)
    address = reverse("petitions:sign", args=[published.public_id])
    hers.post(address)
    assert (number_for(hers, published), number_for(his, published)) == (3, 2)
    assert "data-waiting" in hers.get(published.get_absolute_url()).text, (
        "the page's script waits for the fold"
    )
    drain(soon)
    assert (number_for(hers, published), number_for(his, published)) == (3, 3)
    assert "data-waiting" not in hers.get(published.get_absolute_url()).text


def test_taking_a_signature_back_is_seen_at_once_however_often(
    published, minsu, dan, client_of, frozen, soon, drain
):
    frozen(soon)
    client = client_of(minsu)
    sign, unsign = (reverse(f"petitions:{verb}", args=[published.public_id]) for verb in ("sign", "unsign"))
    for address, number in ((sign, 3), (unsign, 2), (sign, 3)):
        client.post(address)
        assert number_for(client, published) == number
    drain(soon)
    for address, number in ((unsign, 2), (sign, 3), (unsign, 2)):
        client.post(address)
        assert number_for(client, published) == number
        assert number_for(client_of(dan), published) == 3


def test_a_first_supporter_sees_herself_too(gathering, minsu, client_of, frozen, drain):
    drain()
    frozen(START + timedelta(hours=1))
    client = client_of(minsu)
    page = client.post(reverse("petitions:support", args=[gathering.support_key]), follow=True)
    assert page.context["count"] == 2
    assert client_of(None).get(page.request["PATH_INFO"]).context["count"] == 1


def test_an_entry_of_many_at_once_names_nobody(published, person, soon):
    for number in range(2):
        signer = person(f"이웃{number}", level=2)
        actions.sign_petition(signer=signer, petition_id=published.public_id, at=soon)
    published.signatures.filter(province="").update(status="withdrawn", changed_at=soon)
    entry = LedgerEntry.objects.filter(petition=published).latest("id")
    assert (entry.delta, entry.signer_id) == (-2, None)
