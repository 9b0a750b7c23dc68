"""How long things may be; the forms, the rules and the database agree on these."""

TITLE_MAX = 80
TITLE_MIN = 5
PART_MAX = 2000
PART_MIN = 10
PLACE_MAX = 120
NOTE_MAX = 1000
