"""What a practice says of its figures, and what it is answered."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.models.packs import IssuedPack


class Comment(models.Model):
    """A practice's word on a figure of its own. The words of its newest version count."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="comments")
    indicator = models.CharField(max_length=80)
    period = models.CharField(max_length=40, blank=True)  # empty where there was no figure
    figure = models.CharField(max_length=200)  # what the practice read there
    pack = models.ForeignKey(IssuedPack, models.PROTECT, null=True, related_name="comments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="comments_withdrawn"
    )
    why_withdrawn = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("selection", "indicator")),)

    def __str__(self) -> str:
        return f"{self.selection} on {self.indicator}"


class CommentVersion(models.Model):
    """The words of a comment from a moment on."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="comment_versions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint("comment", "number", name="a_version_a_number"),)

    def __str__(self) -> str:
        return f"{self.comment}, version {self.number}"


class Reply(models.Model):
    """What the office or the support unit answers to a comment."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies")
    side = models.CharField(max_length=20)  # a value of agreements.policies.Side
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="replies")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.side} to {self.comment}"
