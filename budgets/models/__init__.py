"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .envelope import Envelope
from .project import Project
from .round import Round, RoundEvent, RoundState
from .schedule import DATED, RoundChange, RoundFollow, RoundStep
from .tally import Tally

__all__ = [
    "DATED",
    "Ballot",
    "Envelope",
    "MerkleLevel",
    "Project",
    "Round",
    "RoundChange",
    "RoundEvent",
    "RoundFollow",
    "RoundState",
    "RoundStep",
    "SealedBallot",
    "Tally",
    "VoterRoll",
]
