from proposals.models.decision import Commitment, Decision
from proposals.models.event import ProposalEvent
from proposals.models.ledger import CountAlarm, FoldMark, SupportDelta
from proposals.models.proposal import Proposal, ProposalQuerySet
from proposals.models.receiver import Receiver
from proposals.models.support import Follow, Support

__all__ = [
    "Commitment",
    "CountAlarm",
    "Decision",
    "FoldMark",
    "Follow",
    "Proposal",
    "ProposalEvent",
    "ProposalQuerySet",
    "Receiver",
    "Support",
    "SupportDelta",
]
