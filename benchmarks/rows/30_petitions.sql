-- Open petitions; half of all signatures stand under the first one.
INSERT INTO comments_thread (id, public_id, kind, opened_at, visible_count)
SELECT 1000000000 + i, 'tq' || lpad(i::text, 10, '0'), 'petitions.petition', %(at)s, 0
FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO petitions_petition (id, public_id, type_id, creator_id, agency_id, thread_id, title, background, details,
    state, response, created_at, submitted_at, gathered_at, shown_at, published_at, closes_at, support_key,
    first_supporters, bureau_threshold, head_threshold, rank, ground, note, withdrawal_reason, signature_count,
    recent_count)
SELECT i, 'q' || lpad(i::text, 11, '0'), %(type)s, i, %(agency)s, 1000000000 + i, left(t.title || ' ' || i, 80), t.body,
    t.body, 'open', 'none', %(at)s, %(at)s, %(at)s, %(at)s::timestamptz - i * interval '1 second',
    %(at)s::timestamptz - i * interval '1 second', %(at)s::timestamptz + interval '20 days',
    'k' || lpad(i::text, 11, '0'), 100, 5000, 50000, 1, '', '', '', 0, 0
FROM generate_series(%(lo)s, %(hi)s) i JOIN bench_text t ON t.n = mod(i, 200);
INSERT INTO petitions_petitionevent (petition_id, kind, state, actor_id, note, detail, at)
SELECT i, k.kind, k.state, NULL, '', '{}', %(at)s FROM generate_series(%(lo)s, %(hi)s) i,
    (VALUES ('submitted', 'gathering'), ('gathered', 'checking'), ('published', 'open')) k(kind, state);
INSERT INTO petitions_signature (petition_id, signer_id, is_first_supporter, province, status, reason, receipt,
    signed_at, changed_at)
SELECT CASE WHEN mod(i, 2) = 0 THEN 1 ELSE i END, i, false, '11', 'valid', '', 's' || lpad(i::text, 11, '0'), %(at)s,
    %(at)s FROM generate_series(%(lo)s, %(hi)s) i;
