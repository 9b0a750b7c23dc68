"""After sealing, whoever holds the whole database, its logs and its trails cannot tell whose ballot is whose.

Real transactions, because PostgreSQL's own traces are among the witnesses. Each attack is tried twice: on a
sealed round, and on a twin from which one guard was taken away, where it finds everybody.
"""

import logging
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connection

from budgets import actions, box
from budgets.actions import cutting
from budgets.models import Ballot, Envelope, OwedCut, PaperBallot, Round, SealedBallot, VoterRoll
from budgets.tally import Rule
from portal import clock
from portal.audit.chain import seal as chain
from tests.budgets import attacks
from tests.budgets.conftest import *  # noqa: F403  (the same rounds)
from tests.budgets.conftest import CITY, MILLION, fill
from tests.people import make_person
from tests.races import crowd

pytestmark = pytest.mark.django_db(transaction=True)
VOTERS = 16
PAPER = ("budgets_keying", "budgets_paperballot")
CHANCE = (
    9  # of 16 pairs, drawn at random, ten or more fit once in ten million times; we look a few hundred times
)
SETS = [*combinations(range(1, 6), 2), *combinations(range(1, 6), 3)]


@pytest.fixture
def truth(voting: Any, city: Any, names: Any) -> dict[int, tuple[int, ...]]:
    """Sixteen citizens, each with a ballot of her own kind; the last ones change their minds once."""
    people = [make_person(f"시민 {number}", level=2) for number in range(VOTERS)]
    chosen = dict(zip((one.pk for one in people), SETS, strict=False))
    for one in people[-4:]:
        actions.cast_ballot(voter=one, envelope=city, choices=names(city, 1, 2), at=clock.now())
    for one in people:
        choices = names(city, *chosen[one.pk])
        actions.cast_ballot(voter=one, envelope=city, choices=choices, at=clock.now())
    return chosen


def close(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(closes_at=clock.now(), opens_at=clock.now() - timedelta(days=1))
    actions.close_round(round_id=round_.pk, at=clock.now())


def seal(round_: Round) -> None:
    close(round_)
    actions.seal_round(round_id=round_.pk, at=clock.now())
    round_.refresh_from_db()
    while chain():
        pass


@pytest.fixture
def sealed(voting: Any, truth: Any) -> Round:
    seal(voting)
    assert SealedBallot.objects.count() == VOTERS
    assert voting.sealed_at is not None
    return voting


def right(guesses: dict[int, tuple[int, ...]], truth: dict[int, tuple[int, ...]]) -> int:
    return sum(truth.get(voter) == choices for voter, choices in guesses.items())


def best(table: str, truth: Any) -> int:
    return max(right(guesses, truth) for _how, guesses in attacks.by_order(table))


# ------------------------------------------------------------------ order, times, sequences
def test_no_order_of_anything_leads_from_voters_to_ballots(sealed: Any, truth: Any) -> None:
    """By ctid, xmin, id, place, hash, blind: whatever a copy of the table can be sorted by."""
    tried = [how for how, _guesses in attacks.by_order("budgets_sealedballot")]
    assert len(tried) >= 2 * 3 * 3 * 8, tried
    assert best("budgets_sealedballot", truth) <= CHANCE


def test_without_the_shuffle_the_order_names_everybody(
    voting: Any, truth: Any, city: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(actions.sealing, "shuffle", lambda ballots: None)
    monkeypatch.setattr(actions.sealing, "WEB", actions.sealing.WEB + " ORDER BY xmin::text::bigint")
    Ballot.objects.all().delete()
    write_in_order(city, truth)
    seal(voting)
    assert best("budgets_sealedballot", truth) == VOTERS


def write_in_order(city: Any, truth: Any) -> None:
    """The open box as it lies on the disk when nobody has changed her mind: in the order of the roll."""
    key = box.read_key(city.round.public_id)
    for voter in VoterRoll.objects.order_by("pk").values_list("voter_id", flat=True):
        name, choices = box.pseudonym(key, city.pk, voter), list(truth[voter])
        receipt = box.receipt_hash(box.receipt_code(key, name, choices))
        Ballot.objects.create(envelope=city, pseudonym=name, choices=choices, receipt_hash=receipt)


@pytest.mark.parametrize("column", ["written_at timestamptz DEFAULT clock_timestamp()", "number bigserial"])
def test_a_time_or_a_number_on_the_ballots_would_name_everybody(
    voting: Any, truth: Any, city: Any, column: str
) -> None:
    """The twin of "no time, no serial": a column that every framework adds by itself is enough."""
    name = column.partition(" ")[0]
    Ballot.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE budgets_ballot ADD COLUMN {column}")
    try:
        write_in_order(city, truth)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS TABLE budgets_ballot ORDER BY random()")
        assert best("kept", truth) == VOTERS
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE budgets_ballot DROP COLUMN {name}")
            cursor.execute("DROP TABLE IF EXISTS kept")


def test_no_table_with_choices_has_a_time_or_a_sequence(sealed: Any) -> None:
    for table in attacks.BALLOTS:
        types = attacks.rows("SELECT data_type FROM information_schema.columns WHERE table_name = %s", table)
        assert not [kind for (kind,) in types if "time" in kind or "date" in kind]
        assert attacks.by_gaps(table) == {}


# ------------------------------------------------------------------ traces of PostgreSQL itself
@pytest.fixture
def beside(voting: Any, truth: Any, admin: Any, names: Any) -> Any:
    """Another round is open when the first is sealed: its ballots keep the table from being emptied."""
    now = clock.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=9)}
    round_ = actions.create_round(actor=admin, title="다른 참여예산", summary="시험", at=now, **times)
    fields = {"name": "둘째", "amount": 100 * MILLION, "min_choices": 1, "max_choices": 3}
    made = actions.add_envelope(actor=admin, round_id=round_.pk, fields=fields, rule=Rule(), at=now)
    fill(made, admin, CITY)
    actions.announce_round(actor=admin, round_id=round_.pk, at=now)
    envelope = Envelope.objects.select_related("round", "area").get(pk=made.pk)
    voter = make_person("다른 시민", level=2)
    actions.cast_ballot(voter=voter, envelope=envelope, choices=names(envelope, 5), at=clock.now())
    return envelope


def test_no_sealed_ballot_lies_in_the_files_while_another_round_is_open(
    voting: Any, truth: Any, beside: Any
) -> None:
    seal(voting)
    actions.cut_open_box(at=clock.now())
    assert Round.objects.get(pk=voting.pk).is_cut_owed
    patiently(lambda: actions.rewrite_box(at=clock.now()))
    assert not Round.objects.get(pk=voting.pk).is_cut_owed
    assert right(attacks.by_file("budgets_ballot", SETS), truth) == 0
    assert len(list(attacks.on_disk("budgets_ballot"))) == Ballot.objects.count() == 1
    seal(beside.round)
    assert list(beside.sealed.values_list("choices", flat=True)) == [[5]], "the open round lost nothing"


def test_without_the_rewriting_the_files_name_everybody(voting: Any, truth: Any, beside: Any) -> None:
    seal(voting)
    actions.cut_open_box(at=clock.now())
    assert right(attacks.by_file("budgets_ballot", SETS), truth) == VOTERS


def test_no_keyed_sheet_lies_in_the_files(
    voting: Any, city: Any, booth: Any, give: Any, key: Any, sign: Any, sheets: Any
) -> None:
    """Tables of paper never get empty, so truncating them was no way at all."""
    give(booth, "somebody with paper")
    key(booth, sheets(booth, city, 1)[0], "2,5")
    close(voting)
    sign(booth, 1)
    actions.seal_round(round_id=voting.pk, at=clock.now())
    marks = attacks.array((2, 5))
    lying = lambda: [t for t in PAPER for _writer, row in attacks.on_disk(t) if marks in row]  # noqa: E731
    assert set(lying()) == set(PAPER), "the twin: this is what lies there before"
    patiently(lambda: actions.rewrite_box(at=clock.now()))
    assert lying() == []
    assert PaperBallot.objects.filter(booth=booth).count() == 1


def test_a_cut_stays_owed_while_somebody_can_still_look_at_the_rows(
    voting: Any, truth: Any, beside: Any
) -> None:
    """A copy that is being drawn (pg_dump) keeps deleted rows alive; nothing may say that they are gone."""
    onlooker = connection.copy()
    try:
        with onlooker.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM budgets_round")
            seal(voting)
            assert not actions.rewrite_box(at=clock.now())
            cursor.execute("SELECT count(*) FROM budgets_ballot")  # holds the table as well
            assert not actions.rewrite_box(at=clock.now())
            assert Round.objects.get(pk=voting.pk).is_cut_owed
            cursor.execute("ROLLBACK")
    finally:
        onlooker.close()
    patiently(lambda: actions.rewrite_box(at=clock.now()))
    assert right(attacks.by_file("budgets_ballot", SETS), truth) == 0


def test_tables_that_were_rewritten_are_left_alone_while_another_one_is_busy(
    voting: Any, truth: Any, beside: Any
) -> None:
    """Who votes in another round waits while the open box is rewritten: once, not each minute anew."""
    busy, file_of = cutting.TABLES[-1], "SELECT pg_relation_filenode('budgets_ballot')"
    seal(voting)
    colleague = connection.copy()
    try:
        with colleague.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {busy} IN ROW EXCLUSIVE MODE")
            crowd.settle(lambda: actions.rewrite_box(at=clock.now()), lambda: left() != [busy])
            once = attacks.rows(file_of)
            assert not actions.is_cut_due(clock.now()), "in vain a moment ago"
            assert actions.is_cut_due(clock.now() + cutting.PAUSE)
            cursor.execute("ROLLBACK")
    finally:
        colleague.close()
    patiently(lambda: actions.rewrite_box(at=clock.now()))
    assert attacks.rows(file_of) == once
    assert right(attacks.by_file("budgets_ballot", SETS), truth) == 0


def left() -> list[str] | None:
    return OwedCut.objects.get().left


def patiently(cut: Any) -> None:
    """As the beat does: other tests' transactions on this server may hold deleted rows for a moment."""
    crowd.settle(cut, OwedCut.objects.exists)


def test_all_sealed_ballots_are_of_one_transaction_and_it_is_no_voters(sealed: Any, truth: Any) -> None:
    assert right(attacks.by_transaction("budgets_sealedballot"), truth) == 0
    written = attacks.rows("SELECT DISTINCT xmin::text FROM budgets_sealedballot")
    assert len(written) == 1
    assert not attacks.rows(
        "SELECT 1 FROM budgets_voterroll WHERE xmin::text = %s "
        "UNION ALL SELECT 1 FROM audit_entry WHERE verb = 'budgets.took_part' AND xmin::text = %s",
        *written[0],
        *written[0],
    )


def test_in_the_open_box_the_transaction_names_everybody(truth: Any) -> None:
    """The twin, and what docs/security.md says openly: until sealing, privileges guard this, no key does."""
    assert right(attacks.by_transaction("budgets_ballot"), truth) == VOTERS


def test_nothing_of_the_open_box_is_left(sealed: Any) -> None:
    from budgets.tasks import keep_files

    assert not Ballot.objects.exists()
    keep_files()
    assert attacks.rows("SELECT pg_relation_size('budgets_ballot')") == [(0,)], "not even on the disk"


# ------------------------------------------------------------------ receipts and keys
def test_receipts_cannot_be_worked_out_without_the_key(sealed: Any, truth: Any, city: Any) -> None:
    keys = attacks.keys_within_reach(sealed)
    assert len(keys) >= 7
    assert attacks.by_receipt(city, truth, keys, range(1, 6)) == {}


def test_whoever_kept_the_key_works_out_every_receipt(voting: Any, truth: Any, city: Any) -> None:
    """The twin: this is why the key is destroyed, and why no backup may hold it."""
    key = box.read_key(voting.public_id)
    seal(voting)
    assert attacks.by_receipt(city, truth, [key], range(1, 6)) == truth


def test_proofs_do_not_tell_what_was_chosen(sealed: Any, city: Any) -> None:
    """A buyer of votes who was shown the code asks for the proof and tries every ballot there is."""
    for receipt in SealedBallot.objects.values_list("receipt_hash", flat=True):
        from budgets import receipts

        proof = receipts.blinded_proof(sealed, str(receipt))
        assert proof is not None
        assert not [one for one in SETS if box.content(one) == proof.inside]
        assert not [one for one in SETS if box.leaf(city.public_id, receipt, box.content(one)) == proof.leaf]


def test_without_blinding_the_proof_tells(voting: Any, truth: Any, city: Any, monkeypatch: Any) -> None:
    """The twin: a bare hash of so few possible ballots is no secret."""
    monkeypatch.setattr("budgets.actions.sealing.secrets.token_hex", lambda size: "")
    seal(voting)
    leaves = {
        box.leaf(city.public_id, receipt, box.content(choices)): (receipt, choices)
        for receipt in SealedBallot.objects.values_list("receipt_hash", flat=True)
        for choices in SETS
    }
    nodes = bytes(city.levels.get(level=0).nodes)
    found = [nodes[place : place + 32].hex() in leaves for place in range(0, len(nodes), 32)]
    assert sum(found) == VOTERS


# ------------------------------------------------------------------ paper among the web's
@pytest.fixture
def with_one_on_paper(
    voting: Any, truth: Any, booth: Any, city: Any, sheets: Any, give: Any, key: Any, sign: Any
) -> tuple[int, tuple[int, ...]]:
    """One voter with an account came to the booth."""
    from tests.budgets.test_paper import ci_of

    her = make_person("종이로 투표한 이웃", level=2)
    give(booth, ci_of(her))
    (serial,) = sheets(booth, city, 1)
    key(booth, serial, "1,2,5")
    sign(booth, 1)
    return her.pk, (1, 2, 5)


def test_the_only_ballot_on_paper_looks_like_all_others(
    voting: Any, with_one_on_paper: Any, truth: Any
) -> None:
    seal(voting)
    assert SealedBallot.objects.count() == VOTERS + 1
    assert attacks.by_the_odd_one_out("budgets_sealedballot") == {}
    assert not PaperBallot.objects.exclude(choices=None).exists()
    assert not attacks.rows("SELECT 1 FROM budgets_keying")


def test_a_paper_ballot_without_a_receipt_would_name_its_voter(
    voting: Any, with_one_on_paper: Any, monkeypatch: Any
) -> None:
    """The twin: an empty place says which ballot came on paper, the roll says who took paper."""
    monkeypatch.setattr(box, "no_receipt", lambda: "")
    seal(voting)
    her, choices = with_one_on_paper
    assert attacks.by_the_odd_one_out("budgets_sealedballot") == {her: choices}


# ------------------------------------------------------------------ words anywhere: events, sessions, logs
def projects(city: Any) -> dict[str, int]:
    return dict(city.projects.values_list("public_id", "number"))


def ticked_before_logging_in(client: Any, city: Any, page: Any, names: Any, person: Any) -> Any:
    """She ticks as a guest, is sent to log in, does so, and never comes back to the ballot."""
    sent = client.post(page(city), {"choices": names(city, 2, 4)})
    assert sent.status_code == 302
    client.force_login(person, backend="portal.accounts.backends.AccountBackend")
    return client


def test_no_row_that_names_a_voter_names_a_project(
    voting: Any, truth: Any, city: Any, client: Any, page: Any, names: Any, minsu: Any
) -> None:
    """Events, audit trail, inboxes, letters, messages, sessions and the forms they keep, search documents."""
    ticked_before_logging_in(client, city, page, names, minsu)
    seal(voting)
    assert attacks.by_words(projects(city), [*truth, minsu.pk]) == {}


def test_a_form_kept_in_the_session_would_name_her_choice(
    voting: Any, truth: Any, city: Any, client: Any, page: Any, names: Any, minsu: Any, monkeypatch: Any
) -> None:
    """The twin: the ballot is kept as other forms are."""
    from budgets.views import voting as views

    to_level = views.to_level
    monkeypatch.setattr(views, "to_level", lambda request, level, keep=True: to_level(request, level))
    ticked_before_logging_in(client, city, page, names, minsu)
    seal(voting)
    assert attacks.by_words(projects(city), [*truth, minsu.pk]) == {minsu.pk: (2, 4)}


def test_what_was_ticked_waits_in_the_browser_and_comes_back(
    voting: Any, city: Any, client: Any, page: Any, names: Any, minsu: Any
) -> None:
    ticked_before_logging_in(client, city, page, names, minsu)
    shown = client.get(page(city))
    assert shown.context["chosen"] == set(names(city, 2, 4))
    assert client.cookies["ballot_waiting"].value == "", "gone once it was shown"


def test_an_event_with_the_choice_would_be_found(voting: Any, truth: Any, city: Any, names: Any) -> None:
    """The twin for the trails: one careless word in a payload."""
    from portal import outbox

    voter, choices = next(iter(truth.items()))
    payload = {"voter": voter, "choices": names(city, *choices)}
    from django.db import transaction

    with transaction.atomic():
        outbox.emit("budgets.ballot_recorded", payload, at=clock.now())
    seal(voting)
    assert attacks.by_words(projects(city), truth) == {voter: choices}


def server_log() -> str:
    """What PostgreSQL of this run has written into its log."""
    from pathlib import Path

    found = Path(house.VAR_DIR) / "postgresql.log"
    return found.read_text(errors="replace") if found.exists() else ""


def test_no_log_says_what_was_chosen(
    voting: Any, city: Any, client_of: Any, page: Any, names: Any, minsu: Any, alice: Any, caplog: Any
) -> None:
    """Not the portal's at its most talkative, nor PostgreSQL's when the very statement fails."""
    caplog.set_level(logging.INFO)
    before = len(server_log())
    chosen = names(city, 2, 4)
    assert client_of(minsu).post(page(city), {"choices": chosen}).status_code == 302
    client_of(alice).post(page(city), {"choices": [*chosen, "gone"]})
    break_the_statement(city, chosen, alice)
    seal(voting)
    written = caplog.text + server_log()[before:]
    assert "budgets_ballot" in server_log()[before:], "the failure was logged, or this test proves nothing"
    assert attacks.mentions(written, projects(city), [(2, 4)]) == []


def break_the_statement(city: Any, chosen: list[str], voter: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE budgets_ballot RENAME COLUMN receipt_hash TO renamed")
    try:
        with pytest.raises(Exception, match="receipt_hash"):
            actions.cast_ballot(voter=voter, envelope=city, choices=chosen, at=clock.now())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE budgets_ballot RENAME COLUMN renamed TO receipt_hash")


def test_values_inside_statements_would_be_in_the_log(voting: Any, city: Any, minsu: Any) -> None:
    """The twin: a client that writes values into the statement itself. Not those of the test above: it may
    be reading the same server's log in this very moment."""
    before = len(server_log())
    with pytest.raises(Exception, match="no_such_column"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO budgets_ballot (no_such_column) VALUES ('{3,5}')")
    assert attacks.mentions(server_log()[before:], {}, [(3, 5)]) != []


# ------------------------------------------------------------------ everything at once
def test_the_dump_of_pg_dump_holds_no_key_no_code_and_no_pseudonym(
    voting: Any, truth: Any, city: Any
) -> None:
    key = box.read_key(voting.public_id)
    codes, aliases = [], []
    for voter, choices in truth.items():
        alias = box.pseudonym(key, city.pk, voter)
        aliases.append(alias)
        codes.append(box.receipt_code(key, alias, choices))
    before = "\n".join(str(row) for row in attacks.dump())
    assert [alias for alias in aliases if alias in before] == aliases, "the open box does hold pseudonyms"
    seal(voting)
    after = "\n".join(str(row) for row in attacks.dump())
    texts = [after, *attacks.hidden(after)]
    for secret in [key.hex(), *codes, *aliases]:
        assert not [text for text in texts if secret in text]
