"""Words as they stand in the text form of a tsvector or tsquery, whatever characters they have."""


def quoted(word: str) -> str:
    return "'" + word[:200].replace("\\", "\\\\").replace("'", "''") + "'"
