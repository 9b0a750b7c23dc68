"""Who steps in next was drawn with the seats: nobody puts a friend first afterwards."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION budgets_refuse_changed_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM budgets_panel p WHERE p.id = OLD.panel_id AND p.drawn_at IS NOT NULL) THEN
        RAISE EXCEPTION 'panel %: the order in which people step in was drawn', OLD.panel_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_queue_stands';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER budgets_queue_stands BEFORE UPDATE ON budgets_applicant FOR EACH ROW
WHEN (OLD.reserve IS DISTINCT FROM NEW.reserve OR OLD.code <> NEW.code OR OLD.panel_id <> NEW.panel_id)
EXECUTE FUNCTION budgets_refuse_changed_queue();
"""
BACKWARDS = """
DROP TRIGGER budgets_queue_stands ON budgets_applicant;
DROP FUNCTION budgets_refuse_changed_queue();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0028_a_surplus_is_said_in_public")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
