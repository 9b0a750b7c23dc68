"""A column that stays when somebody goes back to the release before: what was written in it is nowhere else.

Without the blinding values no receipt of a sealed box could be proved again, and a rehearsal that forgot what it
is a copy of would be a round like any other.
"""

from typing import Any

from django.db import migrations


class AddKeptField(migrations.AddField):
    """AddField whose way back leaves the column, with a default for the older code that does not know it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if model._meta.get_field(self.name).column not in _columns(schema_editor, model):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        if not field.null:
            table, column = map(schema_editor.quote_name, (model._meta.db_table, field.column))
            default = schema_editor.quote_value(schema_editor.effective_default(field))
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {default}")


def _columns(schema_editor: Any, model: Any) -> set[str]:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        return {
            each.name for each in connection.introspection.get_table_description(cursor, model._meta.db_table)
        }


class WidenField(migrations.AlterField):
    """AlterField whose way back leaves the wider column: what stands in it may not fit the narrow one."""

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        pass
