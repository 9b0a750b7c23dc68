-- What the search knows: every proposal and every petition, analysed. Twenty of each hold the rare word.
INSERT INTO search_document (kind, ref, kind_label, title, body, url, area_id, published_at, bigrams, lemmas, analysed_at)
SELECT k.kind, k.letter || lpad(i::text, 11, '0'), k.label, left(t.title || ' ' || i, 80),
    t.body || CASE WHEN i <= 20 THEN ' 꽃샘추위' ELSE '' END, k.address || k.letter || lpad(i::text, 11, '0') || '/',
    %(area)s, %(at)s::timestamptz - i * interval '26 minutes',  -- 100,000 in five years
    t.bigrams || ARRAY[i::text, '^' || i] || CASE WHEN i <= 20 THEN ARRAY['꽃샘', '샘추', '추위'] ELSE '{}' END,
    t.lemmas || CASE WHEN i <= 20 THEN array_to_tsvector(ARRAY['꽃샘추위']) ELSE ''::tsvector END, %(at)s
FROM generate_series(%(lo)s, %(hi)s) i JOIN bench_text t ON t.n = mod(i, 200),
    (VALUES ('proposals.proposal', 'p', '제안', '/proposals/'), ('petitions.petition', 'q', '청원', '/petitions/'))
    k(kind, letter, label, address);
