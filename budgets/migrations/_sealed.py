"""What the database itself refuses about a sealed box and its result, as SQL of migration 0023."""

# A row at a time would double the time of sealing a million ballots, so each statement's rows are looked at
# together. Sandbox copies have no tree, so they are filled and deleted as before.
BOX = """
CREATE FUNCTION budgets_refuse_changed_box() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM touched JOIN budgets_envelope e ON e.id = touched.envelope_id WHERE e.merkle_root <> ''
    ) THEN
        RAISE EXCEPTION '%: the box is sealed', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_box_sealed';
    END IF;
    RETURN NULL;
END $$;
"""
TABLES = ("budgets_sealedballot", "budgets_merklelevel")
STATEMENTS = (
    ("budgets_box_none_added", "INSERT", "NEW"),
    ("budgets_box_none_changed", "UPDATE", "OLD"),
    ("budgets_box_none_moved_in", "UPDATE", "NEW"),
    ("budgets_box_none_taken", "DELETE", "OLD"),
)
WATCH = """
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION budgets_refuse_changed_box();
"""

# The root and the number of ballots are written once. The seed of the lot was promised by its hash at the
# announcement: no other seed may take the place of what is kept until then, or somebody would choose who wins
# a tie.
PROMISES = """
CREATE FUNCTION budgets_refuse_changed_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% %: what was sealed or promised stays', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_box_sealed';
END $$;

CREATE TRIGGER budgets_root_stands BEFORE UPDATE ON budgets_envelope FOR EACH ROW
WHEN (OLD.merkle_root <> '' AND (OLD.merkle_root, OLD.ballots_total, OLD.public_id)
    IS DISTINCT FROM (NEW.merkle_root, NEW.ballots_total, NEW.public_id))
EXECUTE FUNCTION budgets_refuse_changed_promise();
CREATE TRIGGER budgets_root_is_kept BEFORE DELETE ON budgets_envelope FOR EACH ROW
WHEN (OLD.merkle_root <> '') EXECUTE FUNCTION budgets_refuse_changed_promise();

CREATE TRIGGER budgets_lot_stands BEFORE UPDATE ON budgets_round FOR EACH ROW
WHEN (OLD.lot_commitment <> '' AND (OLD.lot_commitment <> NEW.lot_commitment OR OLD.lot_seed <> NEW.lot_seed
    AND encode(sha256(convert_to(NEW.lot_seed, 'UTF8')), 'hex') <> OLD.lot_commitment))
EXECUTE FUNCTION budgets_refuse_changed_promise();
CREATE TRIGGER budgets_sealing_stands BEFORE UPDATE ON budgets_round FOR EACH ROW
WHEN (OLD.sealed_at IS NOT NULL AND (OLD.sealed_at, OLD.public_id, OLD.origin, OLD.sandbox_of_id)
    IS DISTINCT FROM (NEW.sealed_at, NEW.public_id, NEW.origin, NEW.sandbox_of_id))
EXECUTE FUNCTION budgets_refuse_changed_promise();
"""

# A rehearsal's count goes with its copy; anybody else's is what was checked, published and signed.
RESULT = """
CREATE FUNCTION budgets_refuse_changed_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM budgets_envelope e WHERE e.id = OLD.envelope_id AND e.merkle_root <> '') THEN
        RAISE EXCEPTION 'the result of envelope % is kept: it stays as it is', OLD.envelope_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_result_kept';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER budgets_result_stands BEFORE UPDATE ON budgets_tally FOR EACH ROW
WHEN (OLD.result IS NOT NULL AND (OLD.envelope_id, OLD.result, OLD.sha256, OLD.signature, OLD.public_key)
    IS DISTINCT FROM (NEW.envelope_id, NEW.result, NEW.sha256, NEW.signature, NEW.public_key))
EXECUTE FUNCTION budgets_refuse_changed_result();
CREATE TRIGGER budgets_result_is_kept BEFORE DELETE ON budgets_tally FOR EACH ROW
WHEN (OLD.result IS NOT NULL) EXECUTE FUNCTION budgets_refuse_changed_result();
"""

_EACH = [(table, *statement) for table in TABLES for statement in STATEMENTS]
FORWARDS = "".join(
    [
        BOX,
        *(WATCH.format(table=table, name=name, event=event, rows=rows) for table, name, event, rows in _EACH),
        PROMISES,
        RESULT,
    ]
)
BACKWARDS = "".join(
    [
        *(f"DROP TRIGGER {name} ON {table};\n" for table, name, _event, _rows in _EACH),
        "DROP TRIGGER budgets_root_stands ON budgets_envelope;\n",
        "DROP TRIGGER budgets_root_is_kept ON budgets_envelope;\n",
        "DROP TRIGGER budgets_lot_stands ON budgets_round;\n",
        "DROP TRIGGER budgets_sealing_stands ON budgets_round;\n",
        "DROP TRIGGER budgets_result_stands ON budgets_tally;\n",
        "DROP TRIGGER budgets_result_is_kept ON budgets_tally;\n",
        "DROP FUNCTION budgets_refuse_changed_box();\n",
        "DROP FUNCTION budgets_refuse_changed_promise();\n",
        "DROP FUNCTION budgets_refuse_changed_result();\n",
    ]
)
