"""The web's side of query analysis: ask the one process that has the dictionary, over Redis, and do not wait
long.

    <space>:lemmas:<hash>   answer kept for a day     <space>:alive        heartbeat of the analyser
    <space>:ask             list of questions          <space>:reply:<id>   list with one answer

Without an answer the caller searches by pairs of syllables alone. Nothing here raises.
"""

import hashlib
import json
import logging
import os
import secrets
from functools import cache
from typing import Any

import redis
from django.conf import settings

from portal.search.grams import plain

log = logging.getLogger(__name__)

PATIENCE = 0.3  # seconds; a page may not hang on a dictionary
LONGEST_QUERY = 500
KEEP_ANSWER, KEEP_QUESTION = 86_400, 5  # seconds
# Raise when the rules of portal.search.lemmas change, so that yesterday's answers are not used.
RULES = 1


@cache
def broker(url: str | None = None) -> redis.Redis:
    """One pool of connections per process."""
    return redis.Redis.from_url(
        url or settings.REDIS_URL,
        decode_responses=True,
        socket_connect_timeout=0.5,
        socket_timeout=2.0,  # longer than any BLPOP of ours
    )


def key(name: str) -> str:
    """Installations that share a broker (and tests that run side by side) keep apart by their space."""
    return f"{os.environ.get('GWANGJANG_SEARCH_SPACE', 'gj:search')}:{name}"


def answer_key(text: str) -> str:
    return key(f"lemmas:{RULES}:{hashlib.sha256(text.encode()).hexdigest()[:32]}")


def reply_key(question: str) -> str:
    return key(f"reply:{question}")


def lemmas(query: str) -> list[str] | None:
    """Dictionary forms of a query, or None when the analyser is away or slow."""
    text = plain(query[:LONGEST_QUERY]).strip()
    if not text:
        return []
    try:
        kept, alive = broker().mget(answer_key(text), key("alive"))
        if kept is not None:
            return _words(str(kept))
        return _ask(text) if alive else None
    except redis.RedisError as error:
        log.warning("Search goes without the dictionary: %s", error)
        return None


def _ask(text: str) -> list[str] | None:
    question = secrets.token_hex(8)
    with broker().pipeline(transaction=False) as line:
        line.rpush(key("ask"), json.dumps({"id": question, "text": text}))
        line.expire(key("ask"), KEEP_QUESTION)  # a dead analyser leaves no heap of questions
        line.execute()
    heard: Any = broker().blpop([reply_key(question)], timeout=PATIENCE)
    return _words(heard[1]) if heard else None


def _words(answer: str) -> list[str]:
    return [str(word) for word in json.loads(answer)]
