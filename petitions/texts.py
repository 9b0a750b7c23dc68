"""How long a petition's texts may be, and which openings are refused. Shared by forms, API and the
database."""

TITLE_MIN, TITLE_MAX = 8, 80
BACKGROUND_MAX = 600
DETAILS_MIN, DETAILS_MAX = 30, 4000
REASON_MIN, REASON_MAX = 10, 1000
SUMMARY_MAX = 300
ANSWER_MAX = 8000

# A spreadsheet runs a cell that begins with one of these; whoever opens our CSV export would be the victim.
FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")
