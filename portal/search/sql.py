"""The statements behind `queries`. Only parameters carry what a person typed.

The planner must reach both GIN indexes: "lemmas match OR grams match" becomes a BitmapOr of the two. Matching rows
are sorted by day on narrow rows; only a window of them is ranked, since ranking reads the long columns.
"""

# {match} and {where} are made by `conditions` from the fixed strings below.
LEMMAS = "lemmas @@ %(tsquery)s::tsquery"
GRAMS = "bigrams @> %(grams)s::text[]"
TITLE_LEMMAS = "lemmas @@ %(title_tsquery)s::tsquery"
TITLE_GRAMS = "bigrams @> %(title_grams)s::text[]"
ANY_LEMMA = "lemmas @@ %(any_tsquery)s::tsquery"
ANY_WORD = "bigrams @> %(word_{0})s::text[]"

KINDS = "kind = ANY(%(kinds)s)"
AREA = "area_id IN (SELECT id FROM organisations_area WHERE path LIKE %(area_path)s)"

FACETS = """
SELECT kind, min(kind_label), count(*) FROM search_document WHERE {match}{where} GROUP BY kind ORDER BY 3 DESC, 1
"""

# Titles that say it, then the newest that mention it. GREATEST: a row found by grams alone has no lemma rank.
RANKED = """
SELECT d.kind, d.ref, d.kind_label, d.title, left(d.body, 4000), d.url, d.published_at
FROM (
    SELECT id, max(in_title) AS in_title FROM (
        (SELECT id, 1 AS in_title FROM search_document WHERE {title}{where}
         ORDER BY published_at DESC LIMIT %(window)s)
        UNION ALL
        (SELECT id, 0 FROM search_document WHERE {match}{where}
         ORDER BY published_at DESC LIMIT %(window)s)
    ) both_ways GROUP BY id
) found JOIN search_document d USING (id)
ORDER BY in_title + ts_rank(d.lemmas, %(any_tsquery)s::tsquery)
    + CASE WHEN strpos(lower(d.title), %(text)s) > 0 THEN 0.5 ELSE 0 END DESC,
    d.published_at DESC, d.id DESC
LIMIT %(size)s OFFSET %(skip)s
"""

NEWEST = """
SELECT kind, ref, kind_label, title, left(body, 4000), url, published_at FROM search_document
WHERE {match}{where} ORDER BY published_at DESC, id DESC LIMIT %(size)s OFFSET %(skip)s
"""

# How much each rare word of a draft weighs is its idf; a document must share a good part of that weight.
SIMILAR = """
SELECT kind, ref, kind_label, title, left(body, 4000), url, published_at FROM (
    SELECT *, ({score}) AS shared FROM search_document
    WHERE {match}{where} ORDER BY published_at DESC LIMIT %(window)s
) found WHERE shared >= %(enough)s ORDER BY shared DESC, published_at DESC LIMIT %(size)s
"""
SHARE = "CASE WHEN lemmas @@ %(word_{0})s::tsquery THEN %(weight_{0})s ELSE 0 END"

FREQUENCIES = """
SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'search_document' AND attname = 'lemmas'
"""


def either(*conditions: str) -> str:
    """One or the other, in brackets; nothing at all when there is no condition."""
    return "(" + (" OR ".join(condition for condition in conditions if condition) or "false") + ")"
