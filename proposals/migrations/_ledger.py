"""The database writes the ledger of supports itself, so that no way of writing a support can forget it.

Statement-level with transition tables: two thousand rows of a bulk insert cost one call, not two thousand.
"""

CREATE = """
CREATE FUNCTION proposals_note_supports_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, delta)
    SELECT proposal_id, 1 FROM fresh WHERE withdrawn_at IS NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION proposals_note_supports_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, delta)
    SELECT fresh.proposal_id, CASE WHEN fresh.withdrawn_at IS NULL THEN 1 ELSE -1 END
    FROM fresh JOIN stale USING (id) WHERE (fresh.withdrawn_at IS NULL) <> (stale.withdrawn_at IS NULL);
    RETURN NULL;
END $$;

CREATE FUNCTION proposals_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is not allowed: civic acts are withdrawn, never deleted', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER proposals_supports_given AFTER INSERT ON proposals_support
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION proposals_note_supports_given();
CREATE TRIGGER proposals_supports_taken AFTER UPDATE ON proposals_support
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION proposals_note_supports_taken();
CREATE TRIGGER proposals_supports_stay BEFORE DELETE ON proposals_support
    FOR EACH ROW EXECUTE FUNCTION proposals_refuse();
CREATE TRIGGER proposals_events_stay BEFORE UPDATE OR DELETE ON proposals_proposalevent
    FOR EACH ROW EXECUTE FUNCTION proposals_refuse();

INSERT INTO proposals_foldmark (id, horizon) VALUES (1, 0);
"""

# Migration 0002: each entry says whose it is.
WITH_PERSON = """
CREATE OR REPLACE FUNCTION proposals_note_supports_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, person_id, delta)
    SELECT proposal_id, person_id, 1 FROM fresh WHERE withdrawn_at IS NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION proposals_note_supports_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, person_id, delta)
    SELECT fresh.proposal_id, fresh.person_id, CASE WHEN fresh.withdrawn_at IS NULL THEN 1 ELSE -1 END
    FROM fresh JOIN stale USING (id) WHERE (fresh.withdrawn_at IS NULL) <> (stale.withdrawn_at IS NULL);
    RETURN NULL;
END $$;
"""

WITHOUT_PERSON = """
CREATE OR REPLACE FUNCTION proposals_note_supports_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, delta)
    SELECT proposal_id, 1 FROM fresh WHERE withdrawn_at IS NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION proposals_note_supports_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proposals_supportdelta (proposal_id, delta)
    SELECT fresh.proposal_id, CASE WHEN fresh.withdrawn_at IS NULL THEN 1 ELSE -1 END
    FROM fresh JOIN stale USING (id) WHERE (fresh.withdrawn_at IS NULL) <> (stale.withdrawn_at IS NULL);
    RETURN NULL;
END $$;
"""

DROP = """
DROP TRIGGER proposals_supports_given ON proposals_support;
DROP TRIGGER proposals_supports_taken ON proposals_support;
DROP TRIGGER proposals_supports_stay ON proposals_support;
DROP TRIGGER proposals_events_stay ON proposals_proposalevent;
DROP FUNCTION proposals_note_supports_given();
DROP FUNCTION proposals_note_supports_taken();
DROP FUNCTION proposals_refuse();
"""
