"""The stage as Django knows it."""

from django.apps import AppConfig


class CohortConfig(AppConfig):
    name = "mainstay.programme.cohort"
    label = "cohort"
    default_auto_field = "django.db.models.BigAutoField"
