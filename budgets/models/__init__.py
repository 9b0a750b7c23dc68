"""The nouns of participatory budgeting."""

from .analysis import Analysis
from .appraisal import Appraisal, AppraisalKeying
from .ballot import Ballot, MerkleLevel, OwedCut, SealedBallot, VoterRoll
from .ballotfile import BallotFile, FilePiece, ImportedFile, Upload
from .belonging import Belonging
from .envelope import Envelope
from .evaluation import Evaluation, RoundEvaluation, Satisfaction
from .execution import (
    DayCorrection,
    Execution,
    Milestone,
    ProgressReport,
    ProjectFollow,
    Slip,
    Spending,
    Stop,
    Withdrawal,
)
from .idea import Field, Idea, IdeaEvent, IdeaMark, IdeaState
from .opinion import Opinion
from .panel import Applicant, Meeting, Panel, Seat
from .paper import Booth, Keying, PaperBallot, SheetsGiven, Surplus, VoidReason
from .plan import Arrival, CostRevision, Plan, PlanLike, PlanState
from .project import Project
from .round import Round, RoundEvent, RoundState
from .rubric import Criterion, Declaration, Score
from .schedule import DATED, RoundChange, RoundFollow, RoundStep
from .screening import Code, Screening
from .tally import Tally
from .waste import WasteCorrection, WasteEvent, WasteOutcome, WasteReport, WasteState
from .watch import Inspection, InspectionAnswer, Verdict, Watch, Watcher, WatcherState

__all__ = [
    "DATED",
    "Analysis",
    "Applicant",
    "Appraisal",
    "AppraisalKeying",
    "Arrival",
    "Ballot",
    "BallotFile",
    "Belonging",
    "Booth",
    "Code",
    "CostRevision",
    "Criterion",
    "DayCorrection",
    "Declaration",
    "Envelope",
    "Evaluation",
    "Execution",
    "Field",
    "FilePiece",
    "Idea",
    "IdeaEvent",
    "IdeaMark",
    "IdeaState",
    "ImportedFile",
    "Inspection",
    "InspectionAnswer",
    "Keying",
    "Meeting",
    "MerkleLevel",
    "Milestone",
    "Opinion",
    "OwedCut",
    "Panel",
    "PaperBallot",
    "Plan",
    "PlanLike",
    "PlanState",
    "ProgressReport",
    "Project",
    "ProjectFollow",
    "Round",
    "RoundChange",
    "RoundEvaluation",
    "RoundEvent",
    "RoundFollow",
    "RoundState",
    "RoundStep",
    "Satisfaction",
    "Score",
    "Screening",
    "SealedBallot",
    "Seat",
    "SheetsGiven",
    "Slip",
    "Spending",
    "Stop",
    "Surplus",
    "Tally",
    "Upload",
    "Verdict",
    "VoidReason",
    "VoterRoll",
    "WasteCorrection",
    "WasteEvent",
    "WasteOutcome",
    "WasteReport",
    "WasteState",
    "Watch",
    "Watcher",
    "WatcherState",
    "Withdrawal",
]
