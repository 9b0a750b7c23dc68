"""Deeds are not rewritten: only the sealing job may add the chain's two columns, once."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL
       AND (OLD.id, OLD.at, OLD.actor_id, OLD.verb, OLD.target, OLD.detail, OLD.written_by)
           IS NOT DISTINCT FROM (NEW.id, NEW.at, NEW.actor_id, NEW.verb, NEW.target, NEW.detail, NEW.written_by)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""
BACKWARDS = "DROP TRIGGER audit_append_only ON audit_entry; DROP FUNCTION audit_append_only();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
