"""The one process with the dictionary: it answers queries first, and fills the lemma index in between.

Its work list is the table itself (rows with `analysed_at` null), so nothing is lost when it dies, and
several of
them may run side by side.
"""

import json
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import redis
from django.db import DatabaseError, connection, transaction

from portal import clock
from portal.search import asking, lemmas
from portal.search.models import Document

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

log = logging.getLogger(__name__)

BATCH = 20  # documents between two looks at the questions: about 40 ms
IDLE = 0.5  # seconds between two looks for waiting documents
HEARTBEAT = 5  # seconds after which silence means that we are away

WRITE = "UPDATE search_document SET lemmas = %s::tsvector, analysed_at = %s WHERE id = %s"


class Analyser:
    def __init__(self, kiwi: "Kiwi") -> None:
        self.kiwi = kiwi
        self.busy = True

    def run(self, go_on: Callable[[], bool]) -> None:
        """Serve until `go_on` says no. A database or broker that is away is waited for."""
        while go_on():
            try:
                self.step()
            except (redis.RedisError, DatabaseError) as error:
                log.warning("The analyser waits: %s", error)
                connection.close()
                time.sleep(1.0)
        asking.broker().delete(asking.key("alive"))

    def step(self) -> None:
        """Answer what is asked; when nobody asks, analyse one batch of documents."""
        asking.broker().set(asking.key("alive"), "1", ex=HEARTBEAT)
        asked = self.next_question()
        if asked:
            self.answer(asked)
        else:
            self.busy = self.analyse_batch() == BATCH

    def next_question(self) -> str | None:
        """While documents wait we only glance at the questions."""
        if self.busy:
            glanced: Any = asking.broker().lpop(asking.key("ask"))
            return glanced
        heard: Any = asking.broker().blpop([asking.key("ask")], timeout=IDLE)
        return heard[1] if heard else None

    def answer(self, question: str) -> None:
        asked = json.loads(question)
        words = json.dumps(list(dict.fromkeys(lemmas.of(self.kiwi, asked["text"]))), ensure_ascii=False)
        with asking.broker().pipeline(transaction=False) as line:
            line.set(asking.answer_key(asked["text"]), words, ex=asking.KEEP_ANSWER)
            line.rpush(asking.reply_key(asked["id"]), words)
            line.expire(asking.reply_key(asked["id"]), asking.KEEP_QUESTION)
            line.execute()

    def analyse_batch(self) -> int:
        """Fill in the lemmas of up to BATCH waiting documents; returns how many there were."""
        with transaction.atomic(), connection.cursor() as cursor:
            waiting = list(
                Document.objects.filter(analysed_at__isnull=True)
                .order_by("id")
                .select_for_update(skip_locked=True)
                .only("id", "title", "body")[:BATCH]
            )
            now = clock.now()
            cursor.executemany(WRITE, [(self.vector(document), now, document.pk) for document in waiting])
        return len(waiting)

    def vector(self, document: Document) -> str:
        """A text that the dictionary cannot read is left to the pairs of syllables, not tried for ever."""
        try:
            return lemmas.vector(lemmas.of(self.kiwi, document.title), lemmas.of(self.kiwi, document.body))
        except Exception:
            log.exception("Document %s could not be analysed.", document.pk)
            return ""


def is_alive() -> bool:
    return asking.broker().get(asking.key("alive")) is not None
