"""What was written into a project's account, and why a day was moved, is never rewritten."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION budgets_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: correct it with another row', TG_TABLE_NAME;
END $$;
CREATE TRIGGER budgets_spending_stands BEFORE UPDATE OR DELETE ON budgets_spending
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();
CREATE TRIGGER budgets_slip_stands BEFORE UPDATE OR DELETE ON budgets_slip
FOR EACH ROW EXECUTE FUNCTION budgets_entry_stands();
"""
BACKWARDS = """
DROP TRIGGER budgets_spending_stands ON budgets_spending;
DROP TRIGGER budgets_slip_stands ON budgets_slip;
DROP FUNCTION budgets_entry_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0010_after_the_vote")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
