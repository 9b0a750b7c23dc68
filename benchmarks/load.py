"""A bounded load on loopback: so many requests, from so many clients at once, and then it stops."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Call:
    """One request. `expect` are the statuses that count as success."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    expect: tuple[int, ...] = (200,)


@dataclass(frozen=True)
class Answer:
    """What came back on a call, and when it was sent (seconds of the system's clock)."""

    call: Call
    status: int
    body: bytes
    sent: float


@dataclass
class Outcome:
    seconds: float
    times_ms: list[float]
    failures: list[str]

    @property
    def per_second(self) -> float:
        return len(self.times_ms) / self.seconds

    def percentile(self, share: int) -> float:
        return statistics.quantiles(self.times_ms, n=100, method="inclusive")[share - 1]


Heard = Callable[[Answer], None]


def run(port: int, calls: Iterable[Call], clients: int, heard: Heard | None = None) -> Outcome:
    """Send every call once; each client keeps its connection, as a browser does. `heard` gets all answers."""
    queue, lock = iter(calls), threading.Lock()
    times: list[float] = []
    failures: list[str] = []
    threads = [
        threading.Thread(target=_client, args=(port, queue, lock, times, failures, heard))
        for _ in range(clients)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return Outcome(time.perf_counter() - begun, times, failures)


def _client(
    port: int,
    queue: Iterator[Call],
    lock: threading.Lock,
    times: list[float],
    failures: list[str],
    heard: Heard | None,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        with lock:
            call = next(queue, None)
        if call is None:
            connection.close()
            return
        begun, sent = time.perf_counter(), time.time()
        try:
            connection.request(call.method, call.path, body=call.body, headers=call.headers)
            answer = connection.getresponse()
            text = answer.read()
        except OSError as error:
            failures.append(f"{call.method} {call.path}: {error}")
            connection.close()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            continue
        times.append((time.perf_counter() - begun) * 1000)
        if heard:
            heard(Answer(call, answer.status, text, sent))
        if answer.status not in call.expect:
            failures.append(
                f"{call.method} {call.path}: {answer.status} {text[:120]!r} {answer.headers.get('Location')}"
            )
