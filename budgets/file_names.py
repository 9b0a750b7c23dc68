"""How the files of an envelope are called once they are kept: the commands on its pages name them just so."""

from budgets.models import Envelope

ENDINGS = {
    "ballots": "pb",
    "rule": "rule.json",
    "panels": "panels.json",
    "result": "result.json",
    "signature": "result.sig",
    "key": "signing-key.pem",
}


def file_name(envelope: Envelope, ending: str) -> str:
    return f"budget-{envelope.round.public_id}-{envelope.public_id}.{ending}"


def file_names(envelope: Envelope) -> dict[str, str]:
    """Those that whoever counts again needs, by what they hold."""
    return {name: file_name(envelope, ending) for name, ending in ENDINGS.items()}
