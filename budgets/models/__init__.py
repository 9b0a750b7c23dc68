"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .envelope import Envelope
from .idea import Field, Idea, IdeaEvent, IdeaMark, IdeaState
from .panel import Applicant, Meeting, Panel, Seat
from .plan import Arrival, CostRevision, Plan, PlanLike, PlanState
from .project import Project
from .round import Round, RoundEvent, RoundState
from .rubric import Criterion, Declaration, Score
from .screening import Code, Screening
from .tally import Tally

__all__ = [
    "Applicant",
    "Arrival",
    "Ballot",
    "Code",
    "CostRevision",
    "Criterion",
    "Declaration",
    "Envelope",
    "Field",
    "Idea",
    "IdeaEvent",
    "IdeaMark",
    "IdeaState",
    "Meeting",
    "MerkleLevel",
    "Panel",
    "Plan",
    "PlanLike",
    "PlanState",
    "Project",
    "Round",
    "RoundEvent",
    "RoundState",
    "Score",
    "Screening",
    "SealedBallot",
    "Seat",
    "Tally",
    "VoterRoll",
]
