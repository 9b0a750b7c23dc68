"""Counting participatory budgets: exact, quick, repeatable, and readable by an auditor.

    from budgets.tally import count, merge, Project, Rule

Nothing in this package imports Django or the portal. `python -m budgets.tally FILE.pb --rule RULE.json`
counts a published file with no settings and no database.
"""

from .ballots import Group
from .count import count, preferences
from .instance import Instance, Project, merge
from .pb_errors import PbError
from .replay import Mismatch, verify
from .result import Purchase, Reason, Result
from .rule import Rule, commitment_of
from .rule_parts import RuleError

__all__ = [
    "Group",
    "Instance",
    "Mismatch",
    "PbError",
    "Project",
    "Purchase",
    "Reason",
    "Result",
    "Rule",
    "RuleError",
    "commitment_of",
    "count",
    "merge",
    "preferences",
    "verify",
]
