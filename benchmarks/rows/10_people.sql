-- Residents of one district; each has an unread line in the inbox, as most people have.
INSERT INTO accounts_user (id, password, is_superuser, email, public_id, nickname, level, area_id, language,
    text_size, is_staff, is_active, date_joined)
SELECT i, '!bench', false, 'person' || i || '@example.org', 'u' || lpad(i::text, 11, '0'), '이웃 ' || i, 3, %(area)s,
    'ko', 2, false, true, %(at)s FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO notifications_notice (id, event_id, topic, url, context, created_at)
SELECT i, i, 'petitions.published', '/petitions/', '{}', %(at)s FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO notifications_notification (public_id, created_at, notice_id, user_id)
SELECT 'n' || lpad(i::text, 11, '0'), %(at)s, i, i FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO django_session (session_key, session_data, expire_date)
SELECT 'filler' || i, repeat('x', 200), %(at)s::timestamptz + interval '7 days' FROM generate_series(%(lo)s, %(hi)s) i;
