"""The ways in which somebody looks at a practice's evidence."""

from django.db.models import TextChoices


class Look(TextChoices):
    """As the practice is told of it."""

    PAGE = "page", "read your figures"
    PACK = "pack", "took a copy of your data pack"
    FIGURES = "figures", "took a copy of your figures as a table"
    PROGRAMME = "programme", "read your page in a programme"
    CONVERSATION = "conversation", "read the record of your readiness conversation"
    ANSWERS = "answers", "read what was asked of you and answered"
    TRIANGLE = "triangle", "read your team's triangle, which you shared"
    RECORDS = "records", "took a copy of all records of a programme, yours among them"


READ = frozenset({Look.PAGE, Look.PROGRAMME})
READ_ON_RECORD = frozenset({Look.CONVERSATION, Look.ANSWERS, Look.TRIANGLE})
