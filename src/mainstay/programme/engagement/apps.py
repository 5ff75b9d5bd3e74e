"""The stage as Django knows it."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "mainstay.programme.engagement"
    label = "engagement"
    default_auto_field = "django.db.models.BigAutoField"
