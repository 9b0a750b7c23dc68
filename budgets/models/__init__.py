"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .envelope import Envelope
from .paper import Booth, Keying, PaperBallot, VoidReason
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Ballot",
    "Booth",
    "Envelope",
    "Keying",
    "MerkleLevel",
    "PaperBallot",
    "Project",
    "Round",
    "RoundEvent",
    "RoundState",
    "SealedBallot",
    "Tally",
    "VoidReason",
    "VoterRoll",
]
