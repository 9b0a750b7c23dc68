"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .envelope import Envelope
from .paper import Booth, Keying, PaperBallot, VoidReason
from .project import Project
from .round import Round, RoundEvent, RoundState
from .schedule import DATED, RoundChange, RoundFollow, RoundStep
from .tally import Tally

__all__ = [
    "DATED",
    "Ballot",
    "Booth",
    "Envelope",
    "Keying",
    "MerkleLevel",
    "PaperBallot",
    "Project",
    "Round",
    "RoundChange",
    "RoundEvent",
    "RoundFollow",
    "RoundState",
    "RoundStep",
    "SealedBallot",
    "Tally",
    "VoidReason",
    "VoterRoll",
]
