"""The nouns of participatory budgeting."""

from .analysis import Analysis
from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .envelope import Envelope
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Analysis",
    "Ballot",
    "Envelope",
    "MerkleLevel",
    "Project",
    "Round",
    "RoundEvent",
    "RoundState",
    "SealedBallot",
    "Tally",
    "VoterRoll",
]
