"""Pure questions: may this be done, and if not, why? The same answer greys the button out and stops the
POST."""

from portal.actions import constraints
from proposals.rules.answering import NO_DATE, NO_REASON_CODE, TWICE, WITHOUT_COMMITTEE
from proposals.rules.intake import TOO_LATE_TO_ASK, officer_refusal
from proposals.rules.supporting import ALREADY_SUPPORTED
from proposals.rules.writing import TOO_LONG

constraints(
    {
        "proposals_one_support_per_person": ALREADY_SUPPORTED,
        "proposals_parts_max": TOO_LONG,
        "proposals_one_answer_per_round": TWICE,
        "proposals_refusal_gives_its_reason": NO_REASON_CODE,
        "proposals_second_round_by_committee": WITHOUT_COMMITTEE,
    }
)

__all__ = ["NO_DATE", "TOO_LATE_TO_ASK", "officer_refusal"]
