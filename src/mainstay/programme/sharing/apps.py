"""The stage as Django knows it."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "mainstay.programme.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
