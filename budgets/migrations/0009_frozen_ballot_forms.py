from django.db import migrations

# Who voted on one form must not be counted by another. The actions refuse that from the announcement on; the
# database refuses it to everybody, be it an administration page or a line of SQL, once a ballot is in the box.
# The round's lock (portal.locks: "budgets.round") makes a ballot that is being cast just now come first.
HAS_BALLOTS = """
CREATE FUNCTION budgets_has_ballots(envelope bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    round bigint;
BEGIN
    SELECT r.id INTO round FROM budgets_round r JOIN budgets_envelope e ON e.round_id = r.id
    WHERE e.id = envelope AND r.state IN ('announced', 'voting');
    IF FOUND THEN
        PERFORM pg_advisory_xact_lock(
            ('x' || left(encode(sha256(convert_to('budgets.round:' || round, 'UTF8')), 'hex'), 16))::bit(64)::bigint
        );
    END IF;
    RETURN EXISTS (SELECT FROM budgets_ballot b WHERE b.envelope_id = envelope)
        OR EXISTS (SELECT FROM budgets_sealedballot s WHERE s.envelope_id = envelope);
END $$
"""
REFUSE = """
CREATE FUNCTION budgets_refuse_changed_form() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    envelope bigint;
BEGIN
    FOREACH envelope IN ARRAY CASE
        WHEN TG_TABLE_NAME = 'budgets_envelope' THEN ARRAY[(to_jsonb(OLD)->>'id')::bigint]
        WHEN TG_OP = 'INSERT' THEN ARRAY[(to_jsonb(NEW)->>'envelope_id')::bigint]
        WHEN TG_OP = 'DELETE' THEN ARRAY[(to_jsonb(OLD)->>'envelope_id')::bigint]
        ELSE ARRAY[(to_jsonb(OLD)->>'envelope_id')::bigint, (to_jsonb(NEW)->>'envelope_id')::bigint]
    END LOOP
        IF budgets_has_ballots(envelope) THEN
            RAISE EXCEPTION 'envelope % has ballots: its form stays as it is', envelope
                USING ERRCODE = 'check_violation', CONSTRAINT = 'budgets_ballot_form_frozen';
        END IF;
    END LOOP;
    RETURN NULL;
END $$
"""
ENVELOPE = (
    "round_id", "area_id", "amount", "ballot_kind", "min_choices", "max_choices", "points_total",
    "category_limits", "voters", "min_age", "rule", "rule_sha256", "currency", "scale",
)  # fmt: skip
PROJECT = ("envelope_id", "number", "external_id", "title", "category", "cost")


def frozen(table: str, columns: tuple[str, ...]) -> str:
    """A constraint trigger over changes of these columns."""
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return (
        f"CREATE CONSTRAINT TRIGGER budgets_ballot_form_frozen AFTER UPDATE ON {table} FOR EACH ROW "
        f"WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION budgets_refuse_changed_form()"
    )


COME_OR_GO = (
    "CREATE CONSTRAINT TRIGGER budgets_ballot_form_complete AFTER INSERT OR DELETE ON budgets_project "
    "FOR EACH ROW EXECUTE FUNCTION budgets_refuse_changed_form()"
)


def drop(name: str, table: str) -> str:
    return f"DROP TRIGGER {name} ON {table}"


class Migration(migrations.Migration):
    dependencies = [("budgets", "0008_belonging_and_ages")]

    operations = [
        migrations.RunSQL(HAS_BALLOTS, "DROP FUNCTION budgets_has_ballots(bigint)"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION budgets_refuse_changed_form()"),
        migrations.RunSQL(
            frozen("budgets_envelope", ENVELOPE), drop("budgets_ballot_form_frozen", "budgets_envelope")
        ),
        migrations.RunSQL(
            frozen("budgets_project", PROJECT), drop("budgets_ballot_form_frozen", "budgets_project")
        ),
        migrations.RunSQL(COME_OR_GO, drop("budgets_ballot_form_complete", "budgets_project")),
    ]
