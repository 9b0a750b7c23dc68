"""What the database itself refuses about inspections and waste reports, as SQL of migration 0014."""

FORWARDS = """
CREATE TRIGGER budgets_insert_only BEFORE UPDATE OR DELETE ON budgets_wasteevent
    FOR EACH ROW EXECUTE FUNCTION budgets_insert_only();

CREATE FUNCTION budgets_inspection_without_interest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM budgets_watcher w, budgets_execution e
        JOIN budgets_plan p ON p.project_id = e.project_id
        JOIN budgets_idea i ON i.plan_id = p.id
        WHERE w.id = NEW.watcher_id AND e.id = NEW.execution_id AND i.author_id = w.person_id
    ) THEN
        RAISE EXCEPTION 'an inspection by who proposed it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_inspection_without_interest';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER budgets_inspection_without_interest BEFORE INSERT ON budgets_inspection
    FOR EACH ROW EXECUTE FUNCTION budgets_inspection_without_interest();
"""
BACKWARDS = """
DROP TRIGGER budgets_inspection_without_interest ON budgets_inspection;
DROP FUNCTION budgets_inspection_without_interest();
DROP TRIGGER budgets_insert_only ON budgets_wasteevent;
"""
