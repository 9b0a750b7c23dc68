"""The draw of a panel, which anyone can repeat: `python -m budgets.draw draw.json`. No Django, no database.

Applicants are put into strata by area, age band and sex (an empty word is a stratum's value like any other).
Seats go to the strata in proportion to their applicants, by largest remainders; inside a stratum the order is
that of SHA-256 over seed, digest of the list and the applicant's code. Nobody can choose the seed afterwards,
because its hash was published before the list closed; nobody can choose the list to fit the seed, because the
seed was not known. Equal remainders are decided by the same hash, over the stratum's name.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One applicant: a random code, and the traits that the panel must mirror."""

    code: str
    area: str
    age: str
    sex: str

    @property
    def stratum(self) -> str:
        return "/".join((self.area, self.age, self.sex))


class Drawn(NamedTuple):
    """`seats`: the drawn codes. `reserves`: all others, as they step in. `quotas`: seats by stratum."""

    seats: list[str]
    reserves: list[str]
    quotas: dict[str, int]


def digest(entries: Iterable[Entry]) -> str:
    """SHA-256 of the list, one line per applicant, sorted by code: the order of applying tells nothing."""
    lines = sorted(";".join(entry) for entry in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def commitment(seed: str) -> str:
    """What is published before anybody applies."""
    return hashlib.sha256(seed.encode()).hexdigest()


def draw(entries: Sequence[Entry], size: int, seed: str) -> Drawn:
    """The same list, size and seed give the same panel, whatever order the list comes in."""
    key = f"{seed}:{digest(entries)}"
    strata: dict[str, list[str]] = {}
    for entry in entries:
        strata.setdefault(entry.stratum, []).append(entry.code)
    shares = quotas({name: len(codes) for name, codes in strata.items()}, size, key)
    seats: list[str] = []
    for name in sorted(strata):
        seats += sorted(strata[name], key=lambda code: _lot(key, code))[: shares[name]]
    left = {entry.code for entry in entries} - set(seats)
    return Drawn(sorted(seats), sorted(left, key=lambda code: _lot(key, code)), shares)


def quotas(counts: Mapping[str, int], size: int, key: str) -> dict[str, int]:
    """Whole seats by largest remainders (Hamilton), never more than a stratum has applicants."""
    total = sum(counts.values())
    size = min(size, total)
    if not total:
        return {}
    shares = {name: size * count // total for name, count in counts.items()}
    rest = size - sum(shares.values())
    order = sorted(counts, key=lambda name: (-(size * counts[name] % total), _lot(key, name)))
    for name in order[:rest]:
        shares[name] += 1
    return dict(sorted(shares.items()))


def _lot(key: str, name: str) -> str:
    return hashlib.sha256(f"{key}:{name}".encode()).hexdigest()


def check(file: Mapping[str, Any]) -> Drawn:
    """Draw anew from a published file; ValueError says what does not fit."""
    entries = [Entry(*(str(one[name]) for name in Entry._fields)) for one in file["applicants"]]
    if commitment(file["seed"]) != file["commitment"]:
        raise ValueError("the seed is not the one whose hash was published")
    if digest(entries) != file["applicants_sha256"]:
        raise ValueError("the list is not the one that was drawn from")
    drawn = draw(entries, int(file["size"]), file["seed"])
    if drawn.seats != sorted(file["seats"]):
        raise ValueError("this draw gives other people")
    if "reserves" in file and drawn.reserves != list(file["reserves"]):  # older files have none
        raise ValueError("the others step in in another order")
    return drawn


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m budgets.draw draw.json\n")
        return 2
    try:
        drawn = check(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as trouble:
        sys.stderr.write(f"not confirmed: {trouble}\n")
        return 1
    sys.stdout.write(json.dumps(drawn._asdict(), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
