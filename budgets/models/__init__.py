"""The nouns of participatory budgeting."""

from .ballot import Ballot, MerkleLevel, SealedBallot, VoterRoll
from .ballotfile import BallotFile, ImportedFile, Upload
from .envelope import Envelope
from .execution import Execution, Milestone, ProgressReport, ProjectFollow, Slip, Spending
from .opinion import Opinion
from .project import Project
from .round import Round, RoundEvent, RoundState
from .tally import Tally

__all__ = [
    "Ballot",
    "BallotFile",
    "Envelope",
    "Execution",
    "ImportedFile",
    "MerkleLevel",
    "Milestone",
    "Opinion",
    "ProgressReport",
    "Project",
    "ProjectFollow",
    "Round",
    "RoundEvent",
    "RoundState",
    "SealedBallot",
    "Slip",
    "Spending",
    "Tally",
    "Upload",
    "VoterRoll",
]
