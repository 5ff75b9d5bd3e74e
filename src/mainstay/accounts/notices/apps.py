"""The room as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mainstay.accounts.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
