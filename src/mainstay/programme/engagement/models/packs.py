"""The data packs that a practice was sent, as they were sent, and what it did with them."""

from django.db import models

from mainstay.accounts.models import Person
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.packs.steps import FileKind, PackStep


class IssuedPack(models.Model):
    """A data pack that never changes: new evidence makes another, and both are kept."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    as_of = models.DateField()  # the day whose published figures it shows
    evidence = models.CharField(max_length=64)  # fingerprint of the releases that were known
    rules = models.CharField(max_length=60)
    rules_version = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="packs_issued")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint("selection", "number", name="a_pack_a_number"),)

    def __str__(self) -> str:
        return f"Pack {self.number} of {self.selection}"


class PackFile(models.Model):
    """One form of a pack: apart, so that a list of packs does not read them all."""

    pack = models.ForeignKey(IssuedPack, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint("pack", "kind", name="a_pack_has_a_kind_once"),)

    def __str__(self) -> str:
        return f"{self.pack}: {self.kind}"


class PackEvent(models.Model):
    """When a pack was sent, received, first opened by a person, and gone through."""

    pack = models.ForeignKey(IssuedPack, models.PROTECT, related_name="events")
    step = models.CharField(max_length=20, choices=PackStep.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="pack_events")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint("pack", "step", "by", name="a_step_a_person"),)

    def __str__(self) -> str:
        return f"{self.pack}: {self.get_step_display().lower()}"
