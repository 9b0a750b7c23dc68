"""How long things may be; the form, the API and the database agree on these."""

TITLE_MAX = 80
TITLE_MIN = 5
PART_MAX = 3000
PART_MIN = 10
NOTE_MAX = 500
SUMMARY_MAX = 200
ANSWER_MAX = 5000
EXCERPT = 110


def excerpt_of(text: str) -> str:
    """The beginning of a text as a list shows it, computed once when the text is saved."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"
