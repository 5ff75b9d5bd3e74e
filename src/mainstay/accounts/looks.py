"""The ways in which somebody looks at a practice's evidence."""

from django.db.models import TextChoices


class Look(TextChoices):
    """As the practice is told of it."""

    PAGE = "page", "read your figures"
    PACK = "pack", "took a copy of your data pack"
    FIGURES = "figures", "took a copy of your figures as a table"
    PROGRAMME = "programme", "read your page in a programme"
