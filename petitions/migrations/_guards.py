"""What the database itself watches over, as SQL for 0001. Later changes are later migrations. Plain plpgsql, no extension."""

# Signatures write their own ledger: whoever changes them, by whatever road, the sums stay true. One entry for each
# petition and province of a statement, so a bulk of ten thousand costs one.
LEDGER = """
CREATE FUNCTION petitions_ledger_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, province, delta, at)
    SELECT petition_id, province, count(*), date_trunc('hour', changed_at) FROM fresh
    WHERE status = 'valid' GROUP BY 1, 2, 4;
    RETURN NULL;
END $$;
CREATE TRIGGER petitions_ledger_on_insert AFTER INSERT ON petitions_signature
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION petitions_ledger_on_insert();

CREATE FUNCTION petitions_ledger_on_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, province, delta, at)
    SELECT fresh.petition_id, was.province, sum((fresh.status = 'valid')::int - (was.status = 'valid')::int),
           date_trunc('hour', fresh.changed_at)
    FROM fresh JOIN was ON was.id = fresh.id
    WHERE (fresh.status = 'valid') <> (was.status = 'valid')
    GROUP BY 1, 2, 4 HAVING sum((fresh.status = 'valid')::int - (was.status = 'valid')::int) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER petitions_ledger_on_update AFTER UPDATE ON petitions_signature
    REFERENCING OLD TABLE AS was NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION petitions_ledger_on_update();
"""

# Migration 0002: an entry of one person says whose it is.
WITH_SIGNER = """
CREATE OR REPLACE FUNCTION petitions_ledger_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, signer_id, province, delta, at)
    SELECT petition_id, CASE WHEN count(*) = 1 THEN min(signer_id) END, province, count(*),
           date_trunc('hour', changed_at)
    FROM fresh WHERE status = 'valid' GROUP BY petition_id, province, 5;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION petitions_ledger_on_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, signer_id, province, delta, at)
    SELECT fresh.petition_id, CASE WHEN count(*) = 1 THEN min(fresh.signer_id) END, was.province,
           sum((fresh.status = 'valid')::int - (was.status = 'valid')::int),
           date_trunc('hour', fresh.changed_at)
    FROM fresh JOIN was ON was.id = fresh.id
    WHERE (fresh.status = 'valid') <> (was.status = 'valid')
    GROUP BY fresh.petition_id, was.province, 5 HAVING sum((fresh.status = 'valid')::int - (was.status = 'valid')::int) <> 0;
    RETURN NULL;
END $$;
"""

WITHOUT_SIGNER = """
CREATE OR REPLACE FUNCTION petitions_ledger_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, province, delta, at)
    SELECT petition_id, province, count(*), date_trunc('hour', changed_at) FROM fresh
    WHERE status = 'valid' GROUP BY 1, 2, 4;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION petitions_ledger_on_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO petitions_ledgerentry (petition_id, province, delta, at)
    SELECT fresh.petition_id, was.province, sum((fresh.status = 'valid')::int - (was.status = 'valid')::int),
           date_trunc('hour', fresh.changed_at)
    FROM fresh JOIN was ON was.id = fresh.id
    WHERE (fresh.status = 'valid') <> (was.status = 'valid')
    GROUP BY 1, 2, 4 HAVING sum((fresh.status = 'valid')::int - (was.status = 'valid')::int) <> 0;
    RETURN NULL;
END $$;
"""

# Who signed must find what she signed; what was counted must stay countable; what happened stays in the timeline.
KEEP = """
CREATE FUNCTION petitions_keep_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of a published petition does not change'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'petitions_text_is_frozen';
END $$;
CREATE TRIGGER petitions_text_is_frozen BEFORE UPDATE ON petitions_petition FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL AND (OLD.title, OLD.background, OLD.details, OLD.published_at)
          IS DISTINCT FROM (NEW.title, NEW.background, NEW.details, NEW.published_at))
    EXECUTE FUNCTION petitions_keep_text();

CREATE FUNCTION petitions_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never deleted or rewritten', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'petitions_acts_are_kept';
END $$;
CREATE TRIGGER petitions_petition_kept BEFORE DELETE ON petitions_petition
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_row();
CREATE TRIGGER petitions_signature_kept BEFORE DELETE ON petitions_signature
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_row();
CREATE TRIGGER petitions_signature_stays BEFORE UPDATE ON petitions_signature FOR EACH ROW
    WHEN ((OLD.petition_id, OLD.signer_id, OLD.province, OLD.receipt)
          IS DISTINCT FROM (NEW.petition_id, NEW.signer_id, NEW.province, NEW.receipt))
    EXECUTE FUNCTION petitions_keep_row();
CREATE TRIGGER petitions_event_kept BEFORE UPDATE OR DELETE ON petitions_petitionevent
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_row();
CREATE TRIGGER petitions_version_kept BEFORE UPDATE OR DELETE ON petitions_textversion
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_row();
"""

UNDO = """
DROP FUNCTION IF EXISTS petitions_ledger_on_insert, petitions_ledger_on_update,
    petitions_keep_text, petitions_keep_row CASCADE;
"""
