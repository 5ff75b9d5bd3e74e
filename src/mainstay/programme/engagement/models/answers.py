"""A questionnaire that is being answered, and every answer to it."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection


class Response(models.Model):
    """A questionnaire put to a practice, in the version that was asked."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="responses")
    questionnaire = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="responses")
    at = models.DateTimeField()
    shared = models.DateTimeField(null=True, blank=True)  # with the practice, from then on
    shared_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="responses_shared"
    )

    def __str__(self) -> str:
        return f"{self.questionnaire} with {self.selection}"


class Answer(models.Model):
    """What was answered to a question. The highest version counts.

    Words that are saved as they are typed change in place while one person goes on typing; the
    words of another person, or of another sitting, are kept, and a new row stands before them.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="answers")
    since = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("response", "question", "version", name="an_answer_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.question} of {self.response}"
