"""With whom a practice may share what its team agreed."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Who gets to see it, and how."""

    SUPPORT = "support", "the support unit"
    OFFICE = "office", "the office"
    COUNTED = "counted", "those who read counts, without a name"
