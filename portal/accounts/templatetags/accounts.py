"""Tags for the pages about oneself."""

from typing import Any

from django import template
from django.conf import settings

from portal.accounts import devices, navigation

register = template.Library()
register.filter("device", devices.name)


@register.simple_tag(takes_context=True)
def account_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Items for components/side_nav.html."""
    return navigation.items(context["request"].path)


@register.simple_tag
def social_providers(request: Any) -> list[Any]:
    """Log-in by another site: only those that this installation has keys for."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    from allauth.socialaccount.adapter import get_adapter

    providers: list[Any] = get_adapter().list_providers(request)
    return providers
