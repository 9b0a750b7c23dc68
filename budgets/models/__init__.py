"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .ballotfile import BallotFile, ImportedFile, Upload
from .envelope import Envelope
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Ballot",
    "BallotFile",
    "Envelope",
    "ImportedFile",
    "MerkleLevel",
    "Project",
    "Round",
    "RoundEvent",
    "RoundState",
    "SealedBallot",
    "Tally",
    "Upload",
    "VoterRoll",
]
