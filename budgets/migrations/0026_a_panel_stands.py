"""The seed of a panel's draw was promised by its hash before anybody applied: it stays, and so does the draw."""

from django.db import migrations

# Another seed with another hash would seat other people, and nobody who looks at the page later could see it.
# What the draw opened fits the promise, so the kept word may become that and nothing else.
FORWARDS = """
CREATE FUNCTION budgets_refuse_changed_panel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'panel %: what was promised, drawn or opened stays', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_panel_stands';
END $$;

CREATE TRIGGER budgets_panel_promise_stands BEFORE UPDATE ON budgets_panel FOR EACH ROW
WHEN (OLD.commitment <> NEW.commitment OR OLD.seed <> NEW.seed
    AND encode(sha256(convert_to(NEW.seed, 'UTF8')), 'hex') <> OLD.commitment)
EXECUTE FUNCTION budgets_refuse_changed_panel();
CREATE TRIGGER budgets_panel_draw_stands BEFORE UPDATE ON budgets_panel FOR EACH ROW
WHEN (OLD.drawn_at IS NOT NULL AND (OLD.drawn_at, OLD.roster_sha256, OLD.seed, OLD.size)
    IS DISTINCT FROM (NEW.drawn_at, NEW.roster_sha256, NEW.seed, NEW.size))
EXECUTE FUNCTION budgets_refuse_changed_panel();
CREATE TRIGGER budgets_panel_scores_stay_open BEFORE UPDATE ON budgets_panel FOR EACH ROW
WHEN (OLD.opened_at IS NOT NULL AND OLD.opened_at IS DISTINCT FROM NEW.opened_at)
EXECUTE FUNCTION budgets_refuse_changed_panel();
CREATE TRIGGER budgets_panel_is_kept BEFORE DELETE ON budgets_panel FOR EACH ROW
EXECUTE FUNCTION budgets_refuse_changed_panel();
"""
BACKWARDS = """
DROP TRIGGER budgets_panel_promise_stands ON budgets_panel;
DROP TRIGGER budgets_panel_draw_stands ON budgets_panel;
DROP TRIGGER budgets_panel_scores_stay_open ON budgets_panel;
DROP TRIGGER budgets_panel_is_kept ON budgets_panel;
DROP FUNCTION budgets_refuse_changed_panel();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0025_two_people_answer_for_a_box")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
