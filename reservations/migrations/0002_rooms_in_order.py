"""Where a place stands among all places, beside its name, so that an index can hold the order of the list.

`area_path` is the database's own: written by a trigger, followed by a foreign key when a district moves to
another province. No code of ours writes it, so none can forget to.
"""

from django.db import migrations, models

FORWARDS = """
ALTER TABLE reservations_place ADD COLUMN area_path varchar(40);
UPDATE reservations_place p SET area_path = a.path FROM organisations_area a WHERE a.id = p.area_id;
ALTER TABLE reservations_place ALTER COLUMN area_path SET NOT NULL;
ALTER TABLE reservations_place ADD CONSTRAINT place_knows_the_path_of_its_area
    FOREIGN KEY (area_id, area_path) REFERENCES organisations_area (id, path) ON UPDATE CASCADE;
CREATE INDEX place_in_order ON reservations_place (area_path, name);
CREATE FUNCTION reservations_note_area_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT path INTO NEW.area_path FROM organisations_area WHERE id = NEW.area_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place_area_path BEFORE INSERT OR UPDATE OF area_id ON reservations_place
    FOR EACH ROW EXECUTE FUNCTION reservations_note_area_path();
"""
BACKWARDS = """
DROP TRIGGER place_area_path ON reservations_place;
DROP FUNCTION reservations_note_area_path();
ALTER TABLE reservations_place DROP COLUMN area_path;
"""


class Migration(migrations.Migration):
    dependencies = [("reservations", "0001_initial"), ("organisations", "0003_area_id_with_path")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(
                fields=["capacity"], name="resource_by_capacity", condition=models.Q(is_published=True)
            ),
        ),
    ]
