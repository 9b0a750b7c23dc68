"""Reading files from the wild, and a line and a reason for every broken one."""

import pytest

from budgets.tally import PbError, Rule, RuleError, count, pb
from budgets.tally.instance import merge

GOOD = '''META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name;selected
1;50;"A; and ""B""";1
2;60;둘;0
VOTES
voter_id;vote
1;1,2
2;
'''


def test_a_good_file_is_read() -> None:
    found = pb.read(GOOD.encode("utf-8-sig"))
    assert found.projects[0].name == 'A; and "B"'
    assert found.selected == ["1"]
    assert found.instance().voters == 2


def test_decimals_make_the_unit_smaller() -> None:
    found = pb.read(GOOD.replace("1;50;", "1;50.25;").encode())
    assert (found.scale, found.budget, found.projects[0].cost) == (100, 10000, 5025)


def test_spaces_and_windows_line_ends_are_read() -> None:
    found = pb.read(GOOD.replace("1;1,2", "1; 1, 2 ").replace("\n", "\r\n").encode())
    assert found.votes[0].choices == (0, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("budget;100", "budget;viel", "amount", 3),
        ("budget;100", "budget;-1", "amount", 3),
        ("budget;100\n", "", "meta_missing", 3),
        ("budget;100", "budget;100\nbudget;2", "meta_twice", 4),
        ("approval", "lottery", "vote_type", 4),
        ("2;60;", "2;1E-999999999;", "amount", 8),
        ("2;60;", "2;0.0000001;", "amount", 8),
        ("budget;100", "budget;１００", "amount_digits", 3),
        ("2;60;", "2;٦٠;", "amount_digits", 8),
        ("2;60;", "2;6_0;", "amount_digits", 8),
        ("2;60;", "2;1e3;", "amount", 8),
        ("2;60;", "2;+60;", "amount", 8),
        ("2;60;", "2;.5;", "amount", 8),
        ("2;60;", "2;;", "amount", 8),
        ("project_id;cost", "project;cost", "column_missing", 6),
        ("2;60;", "1;60;", "project_twice", 8),
        ("2;60;", ";60;", "no_project_id", 8),
        ("2;60;둘;0", "2;60;둘;0;9", "too_many_cells", 8),
        ("1;1,2", "1;1,7", "unknown_project", 11),
        ("1;1,2", "1;1,1", "choice_twice", 11),
        ("2;\n", "1;\n", "voter_twice", 12),
        ("2;\n", ";1\n", "no_voter_id", 12),
        ("VOTES\nvoter_id;vote\n1;1,2\n2;\n", "", "section_missing", 8),
        ("VOTES\n", "VOTES\nvoter_id;vote\nVOTES\n", "section_twice", 11),
        ("META\n", "x;y\nMETA\n", "before_meta", 1),
        ('""B"""', '""B', "quotes", 12),
        ("budget;100", "budget;100\nnum_votes;9", "incomplete", 4),
        ("budget;100", "num_projects;3\nbudget;100", "incomplete", 3),
    ],
)
def test_a_broken_file_names_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in GOOD
    with pytest.raises(PbError) as caught:
        pb.read(GOOD.replace(old, new, 1).encode())
    assert (caught.value.code, caught.value.line) == (code, line)
    assert f"{line}번째 줄" in caught.value.text("ko")
    assert caught.value.text("en").startswith(f"Line {line}: ")


def test_trailing_zeros_are_no_decimals_and_nothing_is_free_by_rounding() -> None:
    election = pb.read(GOOD.replace("2;60;", "2;60.500000000000;").encode())
    assert (election.scale, election.projects[1].cost) == (10, 605)


def test_nobody_waits_for_millions_of_empty_lines() -> None:
    with pytest.raises(PbError, match="empty lines"):
        pb.read((GOOD + ";\n" * 2_000_000).encode())


def test_a_cell_without_an_end_names_its_line() -> None:
    with pytest.raises(PbError) as caught:
        pb.read(GOOD.replace("2;60;", "2;60;" + "x" * 140_000, 1).encode())
    assert (caught.value.code, caught.value.line) == ("cell_too_long", 8)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(PbError, match="UTF-8"):
        pb.read("META\nkey;value\n둘".encode("euc-kr"))


def test_points_must_fit_the_choices() -> None:
    text = GOOD.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points")
    with pytest.raises(PbError) as caught:
        pb.read(text.replace("1;1,2", "1;1,2;3").encode())
    assert caught.value.code == "points_length"
    good = pb.read(text.replace("1;1,2", "1;1,2;3,4").encode()).instance()
    assert good.scores == (3, 4)


def test_ranked_ballots_are_not_counted_as_something_else() -> None:
    instance = pb.read(GOOD.replace("approval", "ordinal").replace("1;1,2", "1;2,1").encode()).instance()
    assert instance.groups[0].choices == (1, 0)
    with pytest.raises(RuleError, match="borda"):
        count(instance, Rule())
    assert count(instance, Rule(method="borda")).winners == (1,)


def test_a_quoted_word_at_the_start_of_a_name_is_read_as_it_stands() -> None:
    found = pb.read(GOOD.replace("2;60;둘;0", '2;60;"둘" 그리고;0').encode())
    assert found.projects[1].name == "둘 그리고"


def test_who_gave_no_point_and_who_chose_nothing_left_the_same_empty_ballot() -> None:
    """Two fingerprints of one box would make an honest recount look like a forged one."""
    sealed = merge(100, [], [((), None), ((), ()), ((0,), (0,))])
    published = merge(100, [], [((), ()), ((), ()), ((), ())])
    assert [group.weight for group in sealed.groups] == [3]
    assert sealed.digest == published.digest
