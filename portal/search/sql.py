"""The statements behind `queries`. Only parameters carry what a person typed.

The planner must reach both GIN indexes: "lemmas match OR grams match" becomes a BitmapOr of the two.
Matching rows
are sorted by day on narrow rows; only a window of them is ranked, since ranking reads the long columns.
"""

# {match}, {title}, {area}, {months} and {kinds} are put together from the fixed strings below.
LEMMAS = "lemmas @@ %(tsquery)s::tsquery"
GRAMS = "bigrams @> %(grams)s::text[]"
TITLE_LEMMAS = "lemmas @@ %(title_tsquery)s::tsquery"
TITLE_GRAMS = "bigrams @> %(title_grams)s::text[]"
ANY_LEMMA = "lemmas @@ %(any_tsquery)s::tsquery"
ANY_WORD = "bigrams @> %(word_{0})s::text[]"

KINDS = " AND kind = ANY(%(kinds)s::text[])"
MONTHS = " AND bigrams && %(months)s::text[]"
AREA = " AND area_id IN (SELECT id FROM organisations_area WHERE path LIKE %(area_path)s::text)"

# Several statements in one trip (`trips.composed`): the settings hold for the walk alone, and the planner
# sees the words themselves, common or rare.
# One walk over the matching rows serves the facets and the window; the page comes back beside the facets even
# when it is empty. Titles that say it, then the newest that mention it. The walk ends one row after MOST: who
# asks for a word that stands everywhere is told "more than that" and need not wait until all are counted.
# The planner thinks that looking into a document is free and would read the whole table, unpacking each.
FOUND = """
SET LOCAL enable_seqscan = off;
WITH hit AS MATERIALIZED (
    SELECT id, kind, published_at FROM search_document
    WHERE {match}{area}{only}{months} LIMIT %(most)s::bigint + 1
),
facet AS (SELECT kind, count(*) AS many FROM hit GROUP BY kind),
page AS ({page})
SELECT (
    SELECT json_agg(json_build_array(
        kind, (SELECT kind_label FROM search_document d WHERE d.kind = facet.kind LIMIT 1), many
    ) ORDER BY many DESC, kind) FROM facet
), page.*
FROM (SELECT 1) once LEFT JOIN page ON true ORDER BY page.place;
SET LOCAL enable_seqscan = DEFAULT
"""
# Hopping from kind to kind along the unique index.
ALL_KINDS = """
WITH RECURSIVE step(kind) AS (
    SELECT min(kind) FROM search_document
    UNION ALL
    SELECT (SELECT min(kind) FROM search_document d WHERE d.kind > step.kind)
    FROM step WHERE step.kind IS NOT NULL
)
SELECT kind, (SELECT kind_label FROM search_document d WHERE d.kind = step.kind LIMIT 1), NULL
FROM step WHERE kind IS NOT NULL
"""
# The window holds the newest titles that say it and, in what they leave of it, the newest mentions. A mention
# never stands before a title: ranking more of them would unpack their lemmas for nothing. The rank is asked
# by the id of a row (a join would read the whole table) and only in the blocks that the page touches, texts
# for the rows of the page.
RANKED = """
    WITH titled AS MATERIALIZED (
        SELECT id, published_at FROM search_document WHERE {title}{area}{kinds}{months}
        ORDER BY published_at DESC LIMIT %(window)s::bigint
    ),
    mention AS (
        SELECT id, published_at FROM hit WHERE id NOT IN (SELECT id FROM titled){kinds}
        ORDER BY published_at DESC LIMIT %(window)s::bigint - (SELECT count(*) FROM titled)
    ),
    found AS (
        SELECT *, (row_number() OVER (ORDER BY in_title DESC, published_at DESC, id DESC) - 1)
            / %(block)s::bigint AS block
        FROM (SELECT *, true AS in_title FROM titled UNION ALL SELECT *, false FROM mention) either
    ),
    ranked AS (
        SELECT id, row_number() OVER (
            ORDER BY block, in_title DESC, (
                SELECT ts_rank(d.lemmas, %(any_tsquery)s::tsquery)
                    + CASE WHEN strpos(lower(d.title), %(text)s::text) > 0 THEN 0.5 ELSE 0 END
                FROM search_document d WHERE d.id = found.id
            ) DESC, published_at DESC, id DESC
        ) AS place
        FROM found
        WHERE block BETWEEN %(skip)s::bigint / %(block)s AND (%(skip)s::bigint + %(size)s - 1) / %(block)s
        ORDER BY place LIMIT %(size)s::bigint OFFSET %(skip)s::bigint %% %(block)s
    )
    SELECT place, d.kind, d.ref, d.kind_label, d.title, left(d.body, 4000), d.url, d.published_at,
        (SELECT count(*) FROM titled) AS titles
    FROM ranked JOIN search_document d USING (id)
"""
NEWEST = """
    SELECT row_number() OVER (ORDER BY hit.published_at DESC, hit.id DESC) AS place,
        d.kind, d.ref, d.kind_label, d.title, left(d.body, 4000), d.url, d.published_at,
        NULL::bigint AS titles
    FROM (
        SELECT id, published_at FROM hit WHERE true{kinds} ORDER BY published_at DESC, id DESC
        LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
    ) hit
    JOIN search_document d USING (id)
"""

# How much each rare word of a draft weighs is its idf; a document must share a good part of that weight.
SIMILAR = """
SELECT kind, ref, kind_label, title, left(body, 4000), url, published_at FROM (
    SELECT *, ({score}) AS shared FROM search_document
    WHERE {match}{kinds} ORDER BY published_at DESC LIMIT %(window)s::bigint
) found WHERE shared >= %(enough)s::float8 ORDER BY shared DESC, published_at DESC LIMIT %(size)s::bigint
"""
SHARE = "CASE WHEN lemmas @@ %(word_{0})s::tsquery THEN %(weight_{0})s::float8 ELSE 0 END"

FREQUENCIES = """
SELECT most_common_elems::text::text[], most_common_elem_freqs, greatest(reltuples, 0)
FROM pg_stats JOIN pg_class ON pg_class.oid = 'search_document'::regclass
WHERE schemaname = current_schema() AND tablename = 'search_document' AND attname = %(column)s
"""


def either(*conditions: str) -> str:
    """One or the other, in brackets; nothing at all when there is no condition."""
    return "(" + (" OR ".join(condition for condition in conditions if condition) or "false") + ")"
