"""The trail is never emptied at one blow either.

Tests empty every table of their scratch database after themselves; they say so in their own connections
(`audit.may_be_emptied`), which nobody else does.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION audit_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('audit.may_be_emptied', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_never_emptied();
"""
BACKWARDS = "DROP TRIGGER audit_never_emptied ON audit_entry; DROP FUNCTION audit_never_emptied();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
