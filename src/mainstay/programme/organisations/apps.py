"""The stage as Django knows it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mainstay.programme.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
