"""What the author can show later: a short fingerprint of what she handed in."""

from __future__ import annotations

import hashlib

from proposals.models import Proposal


def fingerprint(proposal: Proposal) -> str:
    """SHA-256 over id and text, the first 16 hex digits: enough to prove that a text was not changed
    afterwards."""
    parts = (proposal.public_id, proposal.title, proposal.problem, proposal.improvement, proposal.effect)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
