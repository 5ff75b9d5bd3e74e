"""How a practice's commitments stand: what the records show, and what people say."""

from collections import Counter
from dataclasses import dataclass

from mainstay.accounts.roles import Kind
from mainstay.programme.agreements.parts import Form, Part
from mainstay.programme.agreements.queries import in_force, in_part
from mainstay.programme.cohort.models import Selection
from mainstay.programme.engagement.commitments.keeping import Keeping
from mainstay.programme.engagement.models import CommitmentWord
from mainstay.programme.engagement.packs.steps import PackStep
from mainstay.terms.agreements import Commitment, Evidence
from mainstay.terms.definitions import commitments


@dataclass(frozen=True)
class Standing:
    """A commitment as it stands. `shown`: the sentence on what shows it; empty for nothing.

    `words`: what people said of it, the last first; what the records show counts before it.
    """

    commitment: Commitment
    keeping: Keeping
    shown: str
    words: tuple[CommitmentWord, ...]

    @property
    def last(self) -> CommitmentWord | None:
        return self.words[0] if self.words else None


def standings(selection: Selection) -> list[Standing]:
    """All nine, in order. Works on what a caller has fetched before."""
    return [_standing(selection, one) for one in commitments()]


def counts(selection: Selection) -> Counter[Keeping]:
    return Counter(one.keeping for one in standings(selection))


def _standing(selection: Selection, one: Commitment) -> Standing:
    said = [word for word in selection.commitment_words.all() if word.number == one.number]
    words = tuple(sorted(said, key=lambda word: -word.pk))
    keeping, shown = _shown(selection, one.evidence)
    if keeping is None:
        keeping = Keeping(words[0].keeping) if words else Keeping.NOT_DUE
    return Standing(one, keeping, shown, words)


def _shown(selection: Selection, evidence: Evidence) -> tuple[Keeping | None, str]:
    """What the records show by themselves; nothing where they are silent."""
    if evidence is Evidence.LEAD_NAMED:
        return _lead(selection)
    if evidence is Evidence.PACK_READ:
        return _pack(selection)
    return None, ""


def _pack(selection: Selection) -> tuple[Keeping | None, str]:
    """Gone through before what was decided in the conversation, if that has been decided."""
    every = (event for pack in selection.packs.all() for event in pack.events.all())
    through = [one for one in every if one.step == PackStep.GONE_THROUGH]
    first = min(through, key=lambda one: one.at, default=None)
    decided = min((one.at for one in selection.decisions.all()), default=None)
    if first is not None and (decided is None or first.at <= decided):
        return Keeping.KEPT, f"{first.by.name} has gone through the data pack."
    if decided is not None:
        return Keeping.NOT_KEPT, "Nobody went through the data pack before the conversation."
    return None, ""


def _lead(selection: Selection) -> tuple[Keeping | None, str]:
    held = in_part(selection, Part.PRACTICE_LEAD)
    if held is not None:
        return Keeping.KEPT, f"{held.person.name} is named to lead for the practice."
    memorandum = in_force(selection, Form.MEMORANDUM)
    signed = memorandum.signatures.all() if memorandum else ()
    if any(one.party == Kind.PRACTICE for one in signed):
        return Keeping.NOT_KEPT, "The practice has signed the memorandum, and named nobody."
    return None, ""
