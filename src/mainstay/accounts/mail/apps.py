"""The outbox as Django knows it."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mainstay.accounts.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
