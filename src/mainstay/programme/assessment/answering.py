"""How somebody answers, by their link alone. Nothing here knows who it is, or writes down when."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from mainstay.programme.assessment import sheets
from mainstay.programme.assessment.models import Round, Sheet
from mainstay.programme.assessment.queries import framework_of
from mainstay.terms import answers
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import STEPS

LONGEST = 1000
CLOSED = "Your practice has closed these questions."


def sheet_of(link: str) -> Sheet | None:
    """The answers that a link leads to; nothing for a link that leads nowhere any more."""
    held = Sheet.objects.select_related("round__practice")
    return held.filter(fingerprint=sheets.fingerprint(link)).first()


def answers_of(sheet: Sheet) -> answers.Sheet:
    return sheets.read(sheet)


@transaction.atomic
def answer(
    link: str,
    *,
    steps: Mapping[str, int] | None = None,
    hope: int | None = None,
    words: str | None = None,
) -> answers.Sheet:
    """Keep what is answered now beside what was answered before; what is not named stays.

    Raises MainstayError for a link that leads nowhere, or for what cannot be an answer.
    """
    locked = Sheet.objects.select_for_update(of=("self",)).filter(
        fingerprint=sheets.fingerprint(link)
    )
    sheet = locked.select_related("round").first()
    if sheet is None:
        raise MainstayError(CLOSED, advice="Nothing more can be answered.")
    _check(sheet.round, steps or {}, hope, words or "")
    held = sheets.read(sheet)
    said = replace(
        held,
        steps={**held.steps, **(steps or {})},
        hope=held.hope if hope is None else hope,
        words=held.words if words is None else words.strip(),
    )
    sheets.write(sheet, said)
    sheet.save(update_fields=["sealed"])
    return said


def _check(found: Round, steps: Mapping[str, int], hope: int | None, words: str) -> None:
    known = {one.id for one in framework_of(found).statements}
    if not set(steps) <= known:
        raise MainstayError("There is no such statement.", advice="Load the page again.")
    known_steps = {answers.UNKNOWN, answers.NOT_MINE, *range(1, STEPS + 1)}
    known_hopes = (None, answers.UNSAID, *range(1, STEPS + 1))
    if not set(steps.values()) <= known_steps or hope not in known_hopes:
        raise MainstayError("That is not an answer.", advice="Choose one of those on the page.")
    if len(words) > LONGEST:
        raise MainstayError(
            f"Your own words have {len(words):,} letters.", advice=f"Use {LONGEST:,} or fewer."
        )
