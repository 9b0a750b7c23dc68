"""The result file is signed: whoever changes one letter of it, or signs with another key, is found out."""

from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from budgets import signing
from portal import env
from portal.audit import chain
from portal.audit.models import Entry
from tests.budgets import attacks

pytestmark = pytest.mark.django_db


def test_the_published_file_carries_a_signature_that_holds(
    client: Any, published: Any, city: Any, page: Any
) -> None:
    data = client.get(page(city, "result_json")).content
    seal = client.get(page(city, "signature_json")).json()
    assert seal["algorithm"] == "Ed25519"
    assert seal["public_key"] == signing.public_key()
    assert signing.holds(data, seal["signature"], seal["public_key"])


def test_one_changed_letter_breaks_the_signature(client: Any, published: Any, city: Any, page: Any) -> None:
    data = client.get(page(city, "result_json")).content
    seal = client.get(page(city, "signature_json")).json()
    assert b'"funded": true' in data
    changed = data.replace(b'"funded": true', b'"funded": false', 1)
    assert not signing.holds(changed, seal["signature"], seal["public_key"])
    assert not signing.holds(data, seal["signature"], "00" * 32)
    assert not signing.holds(data, "not hex", seal["public_key"])


def test_another_installation_has_another_key(settings: Any) -> None:
    ours = signing.public_key()
    settings.RESULT_SIGNING_KEY = "another installation's secret"
    assert signing.public_key() != ours


def test_counting_again_signs_the_same_bytes_in_the_same_way(published: Any, city: Any, capsys: Any) -> None:
    call_command("tally", published.public_id)
    assert capsys.readouterr().out.count("The kept result has the same bytes.") == 2
    assert signing.sign(city.tally.result).fields() == {
        "sha256": city.tally.sha256,
        "signature": city.tally.signature,
        "public_key": city.tally.public_key,
    }


def test_the_signed_bytes_name_the_election(client: Any, published: Any, city: Any, page: Any) -> None:
    """Or the signed result of one vote could be shown as that of another."""
    result = client.get(page(city, "result_json")).json()
    city.refresh_from_db()
    assert result["election"] == {
        "kind": "vote",
        "round": published.public_id,
        "round_title": published.title,
        "envelope": city.public_id,
        "envelope_name": city.name,
        "merkle_root": city.merkle_root,
        "ballots_sealed": 2,
        "audit": {"position": 0, "link": chain.START},
    }


def test_a_trail_that_was_shortened_later_shows(
    voting: Any, city: Any, cast: Any, minsu: Any, finish: Any, capsys: Any, monkeypatch: Any
) -> None:
    """Whoever cuts the end of the chain off leaves one that holds: only what was published tells."""
    monkeypatch.setattr(chain.horizon, "safe", lambda: 2**62)  # all entries are of this test's transaction
    cast(minsu, city, 1, 2)
    chain.seal()
    finish(voting)
    named = city.tally.result["election"]["audit"]
    assert named == chain.head()
    call_command("tally", voting.public_id)
    assert capsys.readouterr().out.count("still has the entry") == 2
    with attacks.guards_off():
        Entry.objects.filter(position=named["position"]).delete()
    assert chain.first_break() is None
    call_command("tally", voting.public_id)
    assert capsys.readouterr().out.count("NO LONGER HAS THE ENTRY") == 2


def test_a_round_that_was_renamed_and_a_count_of_old_are_still_the_same_bytes(
    published: Any, city: Any, district: Any, capsys: Any
) -> None:
    type(published).objects.filter(pk=published.pk).update(title="다른 이름")
    tally = district.tally
    del tally.result["election"]  # as releases before this one kept it
    tally.sha256 = signing.fingerprint(tally.result)
    with attacks.guards_off():
        tally.save()
    call_command("tally", published.public_id)
    assert capsys.readouterr().out.count("The kept result has the same bytes.") == 2


def test_the_public_key_is_on_a_page_of_its_own(client: Any, db: Any) -> None:
    text = client.get(reverse("budgets:signing_key")).content.decode()
    assert signing.public_key() in text
    assert "BEGIN PUBLIC KEY" in text


def test_a_secret_may_lie_in_a_file(tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "key").write_text("from a container's secret\n")
    monkeypatch.delenv("RESULT_SIGNING_KEY", raising=False)
    monkeypatch.setenv("RESULT_SIGNING_KEY_FILE", str(tmp_path / "key"))
    assert env.secret("RESULT_SIGNING_KEY", invent=False, at=tmp_path) == "from a container's secret"
    monkeypatch.setenv("RESULT_SIGNING_KEY_FILE", str(tmp_path / "gone"))
    with pytest.raises(SystemExit, match="cannot be read"):
        env.secret("RESULT_SIGNING_KEY", invent=False, at=tmp_path)
    monkeypatch.delenv("RESULT_SIGNING_KEY_FILE")
    with pytest.raises(SystemExit, match="is not set"):
        env.secret("RESULT_SIGNING_KEY", invent=False, at=tmp_path)
