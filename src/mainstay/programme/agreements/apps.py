"""The stage as Django knows it."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "mainstay.programme.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
