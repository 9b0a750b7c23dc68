"""Which leaves each resource occupies. Call `rebuild` whenever a resource or its parent was saved."""

from collections.abc import Iterable

from django.db import transaction

from reservations.models import Part, Resource


@transaction.atomic
def rebuild(resources: Iterable[Resource]) -> None:
    """Write the rows of these resources anew."""
    for resource in resources:
        leaves = _leaves(resource)
        Part.objects.filter(whole=resource).exclude(leaf__in=leaves).delete()
        Part.objects.bulk_create([Part(whole=resource, leaf=leaf) for leaf in leaves], ignore_conflicts=True)


def _leaves(resource: Resource) -> list[Resource]:
    children = list(resource.children.all())
    if not children:
        return [resource]
    return [leaf for child in children for leaf in _leaves(child)]
