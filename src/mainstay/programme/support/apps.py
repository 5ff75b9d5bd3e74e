"""The stage as Django knows it."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "mainstay.programme.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
