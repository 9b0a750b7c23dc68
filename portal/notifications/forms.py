from typing import Any

from django import forms

from portal.notifications.preferences import Choice


class PreferencesForm(forms.Form):
    """A checkbox for each switch; what the law demands is shown, ticked, and cannot be changed."""

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.switches = [choice for choice in choices if not choice.always]
        self.always = [choice for choice in choices if choice.always]
        for choice in self.switches:
            self.fields[choice.key] = forms.BooleanField(
                label=choice.label, initial=choice.mail, required=False
            )

    def rooms(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Fields by room, for one fieldset each."""
        rooms: dict[str, tuple[Any, list[forms.BoundField]]] = {}
        for choice in self.switches:
            rooms.setdefault(str(choice.room), (choice.room, []))[1].append(self[choice.key])
        return list(rooms.values())
