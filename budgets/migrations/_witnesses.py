"""What the database itself refuses about ideas and scores, as SQL of migration 0030."""

FORWARDS = """
CREATE FUNCTION budgets_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER budgets_insert_only BEFORE UPDATE OR DELETE ON budgets_costrevision
    FOR EACH ROW EXECUTE FUNCTION budgets_insert_only();
CREATE TRIGGER budgets_insert_only BEFORE UPDATE OR DELETE ON budgets_screening
    FOR EACH ROW EXECUTE FUNCTION budgets_insert_only();
CREATE TRIGGER budgets_insert_only BEFORE UPDATE OR DELETE ON budgets_ideaevent
    FOR EACH ROW EXECUTE FUNCTION budgets_insert_only();

CREATE FUNCTION budgets_score_without_interest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM budgets_declaration d JOIN budgets_seat s ON s.id = d.seat_id
        WHERE d.id = NEW.declaration_id AND (d.interested OR EXISTS (
            SELECT FROM budgets_idea i WHERE i.plan_id = d.plan_id AND i.author_id = s.person_id
        ))
    ) THEN
        RAISE EXCEPTION 'a score by somebody with an interest'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_score_without_interest';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budgets_score_without_interest BEFORE INSERT OR UPDATE ON budgets_score
    FOR EACH ROW EXECUTE FUNCTION budgets_score_without_interest();
"""
BACKWARDS = """
DROP TRIGGER budgets_score_without_interest ON budgets_score;
DROP TRIGGER budgets_insert_only ON budgets_ideaevent;
DROP TRIGGER budgets_insert_only ON budgets_screening;
DROP TRIGGER budgets_insert_only ON budgets_costrevision;
DROP FUNCTION budgets_score_without_interest();
DROP FUNCTION budgets_insert_only();
"""
