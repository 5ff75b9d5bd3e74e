"""Which parts people are named for, and which kinds of agreement there are."""

from django.db.models import TextChoices


class Part(TextChoices):
    """What a person is nominated for with one practice."""

    PRACTICE_LEAD = "practice-lead", "Practice lead"
    CHANGE_MANAGER = "change-manager", "Change manager"


class Form(TextChoices):
    """What kinds of agreement there are."""

    MEMORANDUM = "memorandum", "Memorandum of understanding"
    SERVICE_LEVEL = "service-level", "Service level agreement"
    CONFIDENTIALITY = "confidentiality", "Confidentiality agreement"
    BENCHMARKING = "benchmarking", "Consent to anonymised benchmarking"


class Ending(TextChoices):
    """Why the words of an agreement hold no more."""

    REPLACED = "replaced", "Replaced by new words"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DECLINED = "declined", "Declined"


class Leading(TextChoices):
    """Who answers for a programme: for its money and aims, and for its daily work."""

    STRATEGIC = "strategic", "Strategic lead"
    OPERATIONAL = "operational", "Operational lead"
