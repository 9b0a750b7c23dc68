from petitions.models.answer import Answer
from petitions.models.count import FoldMark, HourCount, LedgerEntry, ProvinceCount, Recount
from petitions.models.event import PetitionEvent, TextVersion
from petitions.models.petition import Petition, PetitionQuerySet
from petitions.models.ptype import PetitionType, Track
from petitions.models.signature import Signature

__all__ = [
    "Answer",
    "FoldMark",
    "HourCount",
    "LedgerEntry",
    "Petition",
    "PetitionEvent",
    "PetitionQuerySet",
    "PetitionType",
    "ProvinceCount",
    "Recount",
    "Signature",
    "TextVersion",
    "Track",
]
