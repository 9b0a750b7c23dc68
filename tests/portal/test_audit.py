"""The trail of deeds cannot be rewritten without its showing."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal import audit, clock
from portal.audit import chain
from portal.audit.models import Entry
from tests.races.crowd import settle


def deeds(count: int) -> None:
    for n in range(count):
        audit.record(
            actor_id=n, verb="test.did", target=f"test.thing:{n}", at=clock.now(), detail={"낱말": n}
        )


def seal_all() -> int:
    """Chain what waits, and say how many. The horizon is the whole server's: a transaction of a test beside
    this one holds it back for a moment, and sealing is right to wait."""
    before = Entry.objects.filter(position__isnull=False).count()
    settle(chain.seal, lambda: Entry.objects.filter(position__isnull=True).exists())
    return Entry.objects.filter(position__isnull=False).count() - before


@pytest.mark.django_db(transaction=True)
def test_entries_are_chained_in_order_and_the_chain_holds():
    deeds(5)
    assert seal_all() == 5
    deeds(3)
    assert seal_all() == 3
    assert list(Entry.objects.order_by("id").values_list("position", flat=True)) == list(range(1, 9))
    assert chain.first_break() is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_cannot_be_changed_or_removed():
    deeds(1)
    seal_all()
    for statement in ("UPDATE audit_entry SET verb = 'other'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_trail_cannot_be_emptied_at_one_blow():
    deeds(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("SET LOCAL audit.may_be_emptied = off; TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_past_rewritten_behind_the_guard_is_found():
    deeds(4)
    seal_all()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_append_only")
        cursor.execute("UPDATE audit_entry SET verb = 'other' WHERE position = 3")
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_append_only")
    assert chain.first_break() == 3
