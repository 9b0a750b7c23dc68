"""What somebody who holds a copy of the whole database may try, to learn whose ballot is whose.

Each attack answers with guesses {voter's primary key: choices}. The tests let it run on a sealed round, where
it must find nothing, and on a twin without the guard, where it must find everybody: an attack that finds
nobody anywhere proves nothing.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

Choices = tuple[int, ...]
Guesses = dict[int, Choices]
PAGE = 8192  # bytes of a page of PostgreSQL's files
BALLOTS = ("budgets_ballot", "budgets_sealedballot")
ORDER_OF_VOTERS = {
    "roll": "SELECT voter_id FROM budgets_voterroll WHERE voter_id IS NOT NULL ORDER BY {}",
    "audit": "SELECT actor_id FROM audit_entry WHERE verb = 'budgets.took_part' ORDER BY {}",
    "outbox": "SELECT (payload->>'voter')::bigint FROM outbox_event "
    "WHERE topic = 'budgets.ballot_recorded' ORDER BY {}",
}


@contextmanager
def guards_off() -> Iterator[None]:
    """Without the database's triggers, as whoever owns the server can switch them off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


def rows(query: str, *parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()


def columns(table: str) -> list[str]:
    """Every column by which rows could be sorted, PostgreSQL's own among them."""
    found = rows("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
    return ["ctid", "xmin::text::bigint", *(f'"{name}"' for (name,) in found)]


def dump() -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table: (table, row)."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return [
        (table, json.loads(text))
        for table in tables
        for (text,) in rows(f'SELECT row_to_json(t)::text FROM "{table}" t')
    ]


def in_order(table: str, column: str) -> list[Choices]:
    return [tuple(choices) for (choices,) in rows(f"SELECT choices FROM {table} ORDER BY {column}")]


def by_order(table: str) -> Iterator[tuple[str, Guesses]]:
    """Voters in the order in which something noted them, beside ballots in the order of anything."""
    for source, query in ORDER_OF_VOTERS.items():
        for key in ("ctid", "xmin::text::bigint", "id"):
            noted = [voter for (voter,) in rows(query.format(key))]
            first, last = list(dict.fromkeys(noted)), list(dict.fromkeys(reversed(noted)))[::-1]
            for column, (when, voters) in itertools.product(
                columns(table), (("first", first), ("last", last))
            ):
                ballots = in_order(table, column)
                how = f"{when} in {source} by {key}, ballots by {column}"
                yield how, dict(zip(voters, ballots, strict=False))


def by_transaction(table: str) -> Guesses:
    """Rows that one transaction wrote share `xmin`: the roll's, the audit entry's, and the ballot's."""
    found: Guesses = {}
    for source in ("budgets_voterroll", "audit_entry"):
        who = "voter_id" if source == "budgets_voterroll" else "actor_id"
        pairs = rows(
            f"SELECT s.{who}, b.choices FROM {source} s JOIN {table} b ON b.xmin = s.xmin "
            f"WHERE s.{who} IS NOT NULL"
        )
        single = {voter: tuple(choices) for voter, choices in pairs}
        if len(set(single)) == len(pairs):
            found |= single
    return found


def on_disk(table: str) -> Iterator[tuple[int, bytes]]:
    """(transaction that wrote it, bytes) of every row that lies in the table's file, living or deleted."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    file = bytes(rows("SELECT pg_read_binary_file(pg_relation_filepath(%s))", table)[0][0])
    for start in range(0, len(file), PAGE):
        page = file[start : start + PAGE]
        for line in range(24, int.from_bytes(page[12:14], "little"), 4):
            pointer = int.from_bytes(page[line : line + 4], "little")
            offset, size = pointer & 0x7FFF, pointer >> 17
            if size:
                yield int.from_bytes(page[offset : offset + 4], "little"), page[offset : offset + size]


def by_file(table: str, possible: Iterable[Choices]) -> Guesses:
    """Who has the disk, or a copy of the data folder, reads what the database itself shows no more."""
    roll = "SELECT xmin::text::bigint, voter_id FROM budgets_voterroll WHERE voter_id IS NOT NULL"
    voters = dict(rows(roll))
    found: Guesses = {}
    for writer, row in on_disk(table):
        said = [choices for choices in possible if array(choices) in row]
        if writer in voters and said:
            found[voters[writer]] = said[0]
    return found


def array(numbers: Choices) -> bytes:
    """As a column of whole numbers lies on the disk: how many, from which place on, the numbers."""
    return b"".join(number.to_bytes(4, "little") for number in (len(numbers), 1, *numbers))


def by_receipt(
    envelope: Any, voters: Iterable[int], keys: Iterable[bytes], numbers: Iterable[int]
) -> Guesses:
    """Work out every receipt that a voter could have got, with each key one can lay hands on."""
    from budgets import box

    ballots = {row for (row,) in rows("SELECT receipt_hash FROM budgets_sealedballot")}
    possible = [choices for size in range(1, 4) for choices in itertools.combinations(sorted(numbers), size)]
    found: Guesses = {}
    for key, voter in itertools.product(keys, voters):
        name = box.pseudonym(key, envelope.pk, voter)
        for choices in possible:
            if box.receipt_hash(box.receipt_code(key, name, choices)) in ballots:
                found[voter] = choices
    return found


def keys_within_reach(round_: Any) -> list[bytes]:
    """Everything secret that is left on the server after sealing, and what is public and looks like a key."""
    texts = ["", settings.SECRET_KEY, settings.IDENTITY_PEPPER, round_.public_id, round_.lot_seed]
    files = [path.read_bytes() for path in Path(settings.BALLOT_KEYS_DIR).glob("*")]
    return [*(text.encode() for text in texts), bytes(32), bytes.fromhex(round_.lot_seed), *files]


def by_gaps(table: str) -> Guesses:
    """Numbers drawn from a sequence rise with time; compares ranks of numbers, whatever gaps they have."""
    serial = rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
        "AND (column_default LIKE 'nextval%%' OR is_identity = 'YES')",
        table,
    )
    for (name,) in serial:
        voters = [voter for (voter,) in rows(ORDER_OF_VOTERS["roll"].format("id"))]
        return dict(zip(voters, in_order(table, f'"{name}"'), strict=False))
    return {}


def by_the_odd_one_out(table: str) -> Guesses:
    """The only one on paper, and the only ballot that looks different in a column that should say nothing."""
    paper = [voter for (voter,) in rows("SELECT voter_id FROM budgets_voterroll WHERE channel = 'paper'")]
    for column in ("receipt_hash", "blind", "points"):
        shape = f"({column} IS NULL)::text || length({column}::text)"
        query = f"SELECT min(choices::text) FROM {table} GROUP BY {shape} HAVING count(*) = 1"
        odd = rows(query)
        if len(odd) == 1 and len(paper) == 1:
            return {paper[0]: tuple(int(number) for number in odd[0][0].strip("{}").split(","))}
    return {}


def by_words(projects: dict[str, int], voters: Iterable[int]) -> Guesses:
    """Any row of any table that names a voter and, anywhere in it, a project: a letter, a kept form, a
    message, an event, a log kept in the database. Sessions are opened as the portal opens them."""
    suspects = set(voters)
    found: Guesses = {}
    for table, row in dump():
        if table in (*BALLOTS, "budgets_project", "budgets_tally", "search_document"):
            continue
        text = json.dumps(row, ensure_ascii=False)
        person = _person(row)
        if table == "django_session":
            person, text = _session(row)
        named = {number for name, number in projects.items() if name in text}
        if person in suspects and named:
            found[int(person or 0)] = tuple(sorted(named))
    return found


def _person(row: dict[str, Any]) -> int | None:
    for name in ("voter_id", "actor_id", "user_id", "person_id", "recipient_id"):
        if isinstance(row.get(name), int):
            return int(row[name])
    payload = row.get("payload") or row.get("detail") or {}
    voter = payload.get("voter") if isinstance(payload, dict) else None
    return int(voter) if voter else None


def _session(row: dict[str, Any]) -> tuple[int | None, str]:
    from portal.accounts.sessions import SessionStore

    data = SessionStore().decode(row["session_data"])
    who = data.get("_auth_user_id")
    return (int(who) if who else None), json.dumps(data, ensure_ascii=False)


def mentions(text: str, projects: dict[str, int], chosen: Iterable[Choices]) -> list[str]:
    """What of a ballot a log would give away: public ids of projects, or lists of numbers."""
    lists = ["{" + ",".join(map(str, choices)) + "}" for choices in chosen]
    lists += [str(list(choices)) for choices in chosen]
    return [word for word in [*projects, *lists] if word in text]


def hidden(text: str) -> Iterator[str]:
    """Texts inside other texts: base64 as sessions and cookies write it."""
    for piece in re.findall(r"[A-Za-z0-9_\-+/]{24,}", text):
        padded = piece + "=" * (-len(piece) % 4)
        try:
            yield base64.urlsafe_b64decode(padded).decode("utf-8", "ignore")
        except ValueError:
            continue
