"""How quick this machine is right now: neighbours slow a shared core down without stopping it."""

import time


def pace() -> float:
    """CPU milliseconds of a fixed piece of plain Python: texts, a dictionary, sums.

    The same work was seen to take 60 and 107 ms on one machine within a minute, with nothing else running
    there. Figures of two runs are compared by what this says, or not at all.
    """
    begun = time.process_time()
    seen: dict[str, int] = {}
    for number in range(200_000):
        word = f"k{number % 5_000}"
        seen[word] = seen.get(word, 0) + len(word)
    return (time.process_time() - begun) * 1000
