-- A room for every ten bookings, three rooms to a place, open from nine to six for the next thirty days.
INSERT INTO reservations_place (id, public_id, unit_id, area_id, name, name_en, address, directions, phone,
    closed_on_holidays)
SELECT i, 'l' || lpad(i::text, 11, '0'), %(unit)s, %(area)s, '주민센터 ' || i, '', '종로구 ' || i || '길', '', '', false
FROM generate_series((%(lo)s - 1) / 30 + 1, %(hi)s / 30 + 1) i ON CONFLICT DO NOTHING;
INSERT INTO reservations_resource (id, public_id, place_id, name, name_en, kind, summary, notice, capacity, quantity,
    needs_approval, approval_days, step, shortest, longest, buffer_before, buffer_after, lead, window_days, per_person,
    cancel_hours, features, art, is_published)
SELECT i, 'r' || lpad(i::text, 11, '0'), (i - 1) / 3 + 1, '회의실 ' || i, '', 'meeting', t.title, '', 10 + mod(i, 30), 1,
    false, 3, 60, 60, 240, 0, 0, 60, 30, 5, 24, ARRAY['wheelchair', 'wifi'], 0, true
FROM generate_series((%(lo)s - 1) / 10 + 1, %(hi)s / 10) i JOIN bench_text t ON t.n = mod(i, 200);
INSERT INTO reservations_part (whole_id, leaf_id) SELECT i, i FROM generate_series((%(lo)s - 1) / 10 + 1, %(hi)s / 10) i;
INSERT INTO reservations_openingrule (resource_id, weekday, opens, closes)
SELECT i, d, 540, 1080 FROM generate_series((%(lo)s - 1) / 10 + 1, %(hi)s / 10) i, generate_series(0, 6) d;
INSERT INTO reservations_openingday (day, resource_id, opens_at, closes_at)
SELECT %(today)s::date + d, i, (%(today)s::date + d + time '09:00') AT TIME ZONE 'Asia/Seoul',
    (%(today)s::date + d + time '18:00') AT TIME ZONE 'Asia/Seoul'
FROM generate_series((%(lo)s - 1) / 10 + 1, %(hi)s / 10) i, generate_series(0, 29) d;
INSERT INTO reservations_booking (id, public_id, resource_id, booker_id, starts_at, ends_at, people, purpose, "group",
    state, version, created_at, reason, is_late_cancel)
SELECT i, 'b' || lpad(i::text, 11, '0'), (i - 1) / 10 + 1, i,
    (%(today)s::date + 1 + mod(i, 10) + time '10:00') AT TIME ZONE 'Asia/Seoul',
    (%(today)s::date + 1 + mod(i, 10) + time '12:00') AT TIME ZONE 'Asia/Seoul', 5, '독서 모임', '', 'confirmed', 1,
    %(at)s, '', false FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO reservations_bookingevent (booking_id, state, actor_id, note, at)
SELECT i, 'confirmed', i, '', %(at)s FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO reservations_claim (booking_id, resource_id, unit_no, span, status)
SELECT id, resource_id, 1, tstzrange(starts_at, ends_at), 'taken' FROM reservations_booking
WHERE id BETWEEN %(lo)s AND %(hi)s;
