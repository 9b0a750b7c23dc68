"""Which project may not be funded beside others: exclusive groups, caps of categories, most winners."""

from collections.abc import Sequence

from .categories import cap_of
from .instance import Instance
from .result import Reason
from .rule import Rule


class Limits:
    def __init__(self, instance: Instance, rule: Rule) -> None:
        self.instance, self.rule = instance, rule
        index = {project.id: place for place, project in enumerate(instance.projects)}
        self.rivals: dict[int, set[int]] = {}
        for group in rule.exclusive:
            places = {index[name] for name in group if name in index}
            for place in places:
                self.rivals.setdefault(place, set()).update(places - {place})

    def bar(self, index: int, funded: Sequence[int]) -> Reason | None:
        """Why a project may not join those that are funded; None when it may, or when nothing is limited."""
        if not self.rule.is_limited:
            return None
        if self.rule.max_winners and len(funded) >= self.rule.max_winners:
            return Reason("enough_winners", {"number": self.rule.max_winners})
        for other in funded:
            if other in self.rivals.get(index, ()):
                return Reason("excluded", {"by": self.instance.projects[other].id})
        return self._category_bar(index, funded)

    def _category_bar(self, index: int, funded: Sequence[int]) -> Reason | None:
        projects = self.instance.projects
        category = projects[index].category
        cap = cap_of(self.rule.caps, category)
        if not cap:
            return None
        same = [other for other in funded if projects[other].category == category]
        if len(same) >= cap.get("number", len(same) + 1):
            return Reason("category_full", {"category": category, "number": cap["number"]})
        spent = self.instance.total_cost([*same, index])
        if spent > cap.get("money", spent):
            return Reason("category_spent", {"category": category, "money": cap["money"]})
        return None
