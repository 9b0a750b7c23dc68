from django.apps import AppConfig


class FrontendConfig(AppConfig):
    name = "portal.frontend"
    label = "frontend"
