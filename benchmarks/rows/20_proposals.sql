-- Published proposals under review. Half of all comments and supports fall on fifty of them: attention is uneven.
INSERT INTO comments_thread (id, public_id, kind, opened_at, visible_count)
SELECT i, 'tp' || lpad(i::text, 10, '0'), 'proposals.proposal', %(at)s, 1 FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO organisations_deadline (id, subject, rule, started_at, due_at, is_paused, extension, extension_reason)
SELECT i, 'proposals.proposal:p' || lpad(i::text, 11, '0'), 'calendar:30', %(at)s::timestamptz - interval '9 days',
    %(at)s::timestamptz + interval '21 days', false, '', '' FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO proposals_proposal (id, public_id, author_id, title, problem, improvement, effect, excerpt, topic, area_id,
    unit_id, visibility, state, outcome, thread_id, deadline_id, due_at, reminded_for, support_count, saved_at,
    submitted_at, received_at, published_at)
SELECT i, 'p' || lpad(i::text, 11, '0'), i, left(t.title || ' ' || i, 80), t.body, t.body, t.body, left(t.body, 100),
    (ARRAY['safety', 'parks', 'transport', 'children', 'culture'])[1 + mod(i, 5)], %(area)s, %(unit)s, 'full',
    'reviewing', '', i, i, %(at)s::timestamptz + interval '21 days', '', 0, %(at)s, %(at)s, %(at)s,
    %(at)s::timestamptz - i * interval '1 second' FROM generate_series(%(lo)s, %(hi)s) i
    JOIN bench_text t ON t.n = mod(i, 200);
INSERT INTO proposals_proposalevent (proposal_id, kind, state, actor_id, unit_id, note, reason, detail, at)
SELECT i, k.kind, k.state, CASE WHEN k.kind = 'submitted' THEN i END,
    CASE WHEN k.kind <> 'submitted' THEN %(unit)s END, '', '', '{}', %(at)s
FROM generate_series(%(lo)s, %(hi)s) i,
    (VALUES ('submitted', 'submitted'), ('received', 'received'), ('published', 'reviewing')) k(kind, state);
INSERT INTO proposals_support (proposal_id, person_id, at)
SELECT CASE WHEN mod(i, 2) = 0 THEN 1 + mod(i / 2, 50) ELSE i END, i, %(at)s FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO comments_comment (public_id, thread_id, author_id, body, at)
SELECT 'c' || lpad(i::text, 11, '0'), CASE WHEN mod(i, 2) = 0 THEN 1 + mod(i / 2, 50) ELSE i END, i, left(t.body, 200),
    %(at)s FROM generate_series(%(lo)s, %(hi)s) i JOIN bench_text t ON t.n = mod(i, 200);
