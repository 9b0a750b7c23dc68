"""Each document carries the month of its publication among its pairs of syllables, as "@2026-11" (UTC).

So the index can answer "this word, in these months" by itself and stop at the newest (`queries.py`). A trigger
writes it, since a document without its month would not be found among the newest.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION search_note_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.bigrams := ARRAY(SELECT gram FROM unnest(NEW.bigrams) gram WHERE gram NOT LIKE '@%')
        || ('@' || to_char(NEW.published_at AT TIME ZONE 'UTC', 'YYYY-MM'));
    RETURN NEW;
END $$;
CREATE TRIGGER search_month BEFORE INSERT OR UPDATE OF bigrams, published_at ON search_document
    FOR EACH ROW EXECUTE FUNCTION search_note_month();
UPDATE search_document SET bigrams = bigrams;
"""
BACKWARDS = """
DROP TRIGGER search_month ON search_document;
DROP FUNCTION search_note_month();
UPDATE search_document SET bigrams = ARRAY(SELECT gram FROM unnest(bigrams) gram WHERE gram NOT LIKE '@%');
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
