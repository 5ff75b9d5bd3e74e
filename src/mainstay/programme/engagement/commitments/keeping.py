"""How a commitment stands."""

from django.db.models import TextChoices


class Keeping(TextChoices):
    """Whether a commitment is kept. What is not due yet is neither."""

    KEPT = "kept", "Kept"
    NOT_KEPT = "not-kept", "Not kept"
    NOT_DUE = "not-due", "Not due yet"
