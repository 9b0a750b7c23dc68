"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .belonging import Belonging
from .envelope import Envelope
from .idea import Field, Idea, IdeaEvent, IdeaMark, IdeaState
from .panel import Applicant, Meeting, Panel, Seat
from .paper import Booth, Keying, PaperBallot, VoidReason
from .plan import Arrival, CostRevision, Plan, PlanLike, PlanState
from .project import Project
from .round import Round, RoundEvent, RoundState
from .rubric import Criterion, Declaration, Score
from .schedule import DATED, RoundChange, RoundFollow, RoundStep
from .screening import Code, Screening
from .tally import Tally

__all__ = [
    "DATED",
    "Applicant",
    "Arrival",
    "Ballot",
    "Belonging",
    "Booth",
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
    "Keying",
    "Meeting",
    "MerkleLevel",
    "Panel",
    "PaperBallot",
    "Plan",
    "PlanLike",
    "PlanState",
    "Project",
    "Round",
    "RoundChange",
    "RoundEvent",
    "RoundFollow",
    "RoundState",
    "RoundStep",
    "Score",
    "Screening",
    "SealedBallot",
    "Seat",
    "Tally",
    "VoidReason",
    "VoterRoll",
]
