"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .belonging import Belonging
from .envelope import Envelope
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Ballot",
    "Belonging",
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
