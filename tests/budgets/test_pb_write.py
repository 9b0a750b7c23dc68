"""Files that we write are read again by us as they were."""

from budgets.tally import pb, pb_write


def test_what_is_written_is_read_again() -> None:
    above = pb_write.head(
        [("budget", "100"), ("vote_type", "approval")],
        [{"project_id": "1", "cost": "50", "name": 'A; and "B"\nnext line'}],
        ["voter_id", "vote"],
    )
    lines = [*above, pb_write.line(["a", "1"]), pb_write.line(["b", ""])]
    found = pb.read("".join(lines).encode())
    assert found.projects[0].name == 'A; and "B" next line'
    assert [vote.choices for vote in found.votes] == [(0,), ()]
