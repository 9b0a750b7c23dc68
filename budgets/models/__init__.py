"""The nouns of participatory budgeting."""

from .ballot import Ballot, SealedBallot, VoterRoll
from .envelope import Envelope
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Ballot",
    "Envelope",
    "Project",
    "Round",
    "RoundEvent",
    "RoundState",
    "SealedBallot",
    "Tally",
    "VoterRoll",
]
