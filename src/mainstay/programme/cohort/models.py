"""What people say of a practice: judged, seen by a second person, settled, and never changed."""

from django.db import models

from mainstay.accounts.models import Organisation, Person, Upload
from mainstay.programme.organisations.models import Programme, Wave
from mainstay.terms.levels import Level

LEVELS = [(one.value, one.value.capitalize()) for one in (Level.HIGH, Level.MEDIUM, Level.LOW)]
WITHDRAWN = Level.NOT_JUDGED.value
GIVEN = [*LEVELS, (WITHDRAWN, "Withdrawn")]
MEASURED = [*LEVELS, (Level.NO_DATA.value, "No data")]


class Judged(models.Model):
    """A level that a person gave a practice's criterion; the newest of each counts.

    A withdrawal is a row of its own, with its reason. `measured`: the level that the published
    figures gave, where the person's stands in its place.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="judgements")
    practice_code = models.CharField(max_length=12)
    criterion = models.PositiveSmallIntegerField()  # 1 to 16; 0 for the impact that support has
    level = models.CharField(max_length=20, choices=GIVEN)
    measured = models.CharField(max_length=20, choices=MEASURED, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="judgements")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("programme", "practice_code", "criterion", "-id")),)

    def __str__(self) -> str:
        return f"{self.practice_code}, criterion {self.criterion}: {self.level}"

    @property
    def withdrawn(self) -> bool:
        return self.level == WITHDRAWN


class JudgedFile(models.Model):
    """A file that shows why somebody judged as they did."""

    judged = models.ForeignKey(Judged, models.PROTECT, related_name="files")
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="judged")

    def __str__(self) -> str:
        return self.upload.name


class Moderation(models.Model):
    """What a second person says of a judgement. Where they differ, both are kept."""

    judged = models.OneToOneField(Judged, models.PROTECT, related_name="moderation")
    agrees = models.BooleanField()
    level = models.CharField(max_length=20, choices=LEVELS, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="moderations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} on {self.judged}"


class Choice(models.Model):
    """Whether a practice is chosen or passed over, and why; the newest counts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="choices")
    practice_code = models.CharField(max_length=12)
    chosen = models.BooleanField()
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, related_name="choices")
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="choices")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("programme", "practice_code", "-id")),)

    def __str__(self) -> str:
        return f"{self.practice_code} {'chosen' if self.chosen else 'passed over'}"


class FrozenList(models.Model):
    """The cohort as it was settled, with all that it was settled on."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="frozen")
    by = models.ForeignKey(Person, models.PROTECT, related_name="lists_frozen")
    at = models.DateTimeField()
    evidence = models.CharField(max_length=64)  # fingerprint of the releases that were known
    rules_version = models.CharField(max_length=20)
    rows = models.JSONField()  # every practice in order, with its levels, choice and reason
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"The list of {self.programme}"


class Selection(models.Model):
    """A practice of a cohort. Agreements and the practice's whole journey hang on it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="selections")
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="selections")
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, related_name="selections")
    by = models.ForeignKey(Person, models.PROTECT, related_name="selections")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("programme", "practice", name="a_practice_is_selected_once"),
        )

    def __str__(self) -> str:
        return self.practice.name


class Urgency(models.TextChoices):
    """How soon a practice needs help, in its own eyes."""

    NOW = "now", "Now: we may not get through the month"
    SOON = "soon", "Soon: within three months"
    LATER = "later", "This year"


class Referral(models.Model):
    """A practice's own request for support, and what the office answered."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="referrals")
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="referrals")
    hard = models.TextField()  # what is hard now
    wanted = models.TextField(blank=True)  # what would help
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="referrals_answered"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "programme", "practice",
                name="one_request_waits",
                condition=models.Q(answered_at=None),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.practice} asks for support"


class Source(models.TextChoices):
    """Who an office hears of practices from."""

    LMC = "lmc", "Local medical committee"
    BOARD = "board", "Integrated care board"
    NHS_ENGLAND = "nhs-england", "NHS England"
    PATIENTS = "patients", "Patient group"
    OTHER = "other", "Somebody else"


class Intelligence(models.Model):
    """What others say of a practice, and when it was heard."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="intelligence")
    practice_code = models.CharField(max_length=12)
    source = models.CharField(max_length=20, choices=Source.choices)
    words = models.TextField()
    heard = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="intelligence")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-heard", "-pk")
        verbose_name_plural = "intelligence"
        indexes = (models.Index(fields=("programme", "practice_code")),)

    def __str__(self) -> str:
        return f"{self.get_source_display()} on {self.practice_code}"


class Remark(models.Model):
    """A colleague's note on a candidate: for each other, and no reason for a choice."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="remarks")
    practice_code = models.CharField(max_length=12)
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="remarks")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("programme", "practice_code")),)

    def __str__(self) -> str:
        return f"{self.by} on {self.practice_code}"


class Refresh(models.Model):
    """The list on a later day beside the frozen one: kept as it was, with what it was read from."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="refreshes")
    as_of = models.DateField()
    rules = models.CharField(max_length=60)
    rules_version = models.CharField(max_length=20)
    evidence = models.CharField(max_length=64)
    rows = (
        models.JSONField()
    )  # every practice: place before and now, and each change with its cause
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="refreshes")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                "programme", "as_of", "rules", "digest", name="one_refresh_of_its_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme} as known on {self.as_of}"


class Succession(models.Model):
    """Where a closed practice went: the published files do not say, so the office does."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="successions")
    practice_code = models.CharField(max_length=12)
    successor_code = models.CharField(max_length=12)
    reason = models.TextField()  # how the office knows
    by = models.ForeignKey(Person, models.PROTECT, related_name="successions")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.practice_code} went to {self.successor_code}"
