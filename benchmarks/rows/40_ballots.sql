-- The open box of one envelope, five projects to a ballot.
INSERT INTO budgets_voterroll (round_id, voter_id, person, channel)
SELECT %(round)s, i, encode(sha256(convert_to(%(round)s || ':account ' || i, 'UTF8')), 'hex'), 'web'
FROM generate_series(%(lo)s, %(hi)s) i;
INSERT INTO budgets_ballot (id, envelope_id, pseudonym, choices, receipt_hash)
SELECT gen_random_uuid(), %(envelope)s, md5('v' || i) || md5('w' || i),
    ARRAY[1 + mod(i, 12), 13 + mod(i, 12), 25 + mod(i, 12), 37 + mod(i, 12), 49 + mod(i, 12)],
    md5('r' || i) || md5('s' || i) FROM generate_series(%(lo)s, %(hi)s) i;
