"""What is kept of a pack, and what becomes of one."""

from django.db.models import TextChoices


class FileKind(TextChoices):
    """What is kept of a pack."""

    HTML = "html", "Web page (HTML)"
    PDF = "pdf", "To print (PDF)"
    FIGURES = "json", "Its figures (JSON)"


class PackStep(TextChoices):
    """What became of a pack."""

    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Received"
    OPENED = "opened", "Opened"
    GONE_THROUGH = "gone-through", "Gone through"
