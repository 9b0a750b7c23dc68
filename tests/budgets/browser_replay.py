"""The check that a citizen's browser makes, asked from Python: the same scripts, run by Node.

The journeys show it on the page; here thousands of forged results are shown to it in a few seconds.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from budgets.tally import Instance, pb_write

ASK = """
import { createInterface } from "node:readline";
import { fingerprint, read } from "./budgets-election.js";
import { replay } from "./budgets-replay.js";
import { Mismatch, asCounted, ranks, sha256 } from "./budgets-rule.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { pb, result } = JSON.parse(line);
  let answer;
  try {
    const election = read(pb);
    const counting = asCounted(election, result.rule);
    const digest = await sha256(fingerprint(election));
    const rank = await ranks(counting, result.rule);
    answer = { digest, left: replay(counting, result.rule, rank, result, () => {}) };
  } catch (error) {
    answer = error instanceof Mismatch ? { code: error.code } : { code: "broken", reason: String(error) };
  }
  console.log(JSON.stringify(answer));
}
"""


class Browser:
    def __init__(self, folder: Path) -> None:
        for script in (settings.BASE_DIR / "static" / "js").glob("budgets-*.js"):
            shutil.copy(script, folder)
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "ask.js").write_text(ASK)
        self.node = subprocess.Popen(
            [str(shutil.which("node")), str(folder / "ask.js")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def check(self, pb: str, result: dict[str, Any]) -> dict[str, Any]:
        """{"left": what it did not follow} where the result holds, {"code": …} where it does not."""
        stdin, stdout = self.node.stdin, self.node.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("Node has no pipes")
        stdin.write(json.dumps({"pb": pb, "result": result}) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer


@pytest.fixture(scope="session")
def browser(tmp_path_factory: Any) -> Iterator[Browser]:
    if shutil.which("node") is None:
        pytest.skip("Node is not installed: the journeys alone run the browser's check.")
    found = Browser(tmp_path_factory.mktemp("browser"))
    yield found
    found.node.terminate()
    found.node.wait()


def pb_of(instance: Instance) -> str:
    """The ballots of a small instance as the file that would be published."""
    kind = "ordinal" if instance.ranked else "cumulative" if instance.ballots.points else "approval"
    scored = ["points"] if kind == "cumulative" else []
    meta = [("budget", str(instance.budget)), ("vote_type", kind)]
    rows = [{"project_id": p.id, "cost": str(p.cost), "category": p.category} for p in instance.projects]
    lines = list(pb_write.head(meta, rows, ["voter_id", "vote", *scored]))
    for group in instance.groups:
        votes = ",".join(instance.projects[index].id for index in group.choices)
        points = [",".join(map(str, group.points or ()))] if scored else []
        lines += [pb_write.line([f"v{len(lines) + n}", votes, *points]) for n in range(group.weight)]
    return "".join(lines)
