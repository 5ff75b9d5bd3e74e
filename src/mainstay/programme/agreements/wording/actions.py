"""An office writes its own text of a template."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.agreements import policies
from mainstay.programme.agreements.models import Wording
from mainstay.programme.agreements.parts import Form
from mainstay.programme.agreements.wording.queries import newest
from mainstay.programme.organisations.models import Programme
from mainstay.terms.agreements import Clause, require_known_words
from mainstay.terms.definitions import agreement_templates
from mainstay.terms.errors import MainstayError


@transaction.atomic
def change_wording(
    *,
    programme: Programme,
    form: Form,
    clauses: Sequence[Clause],
    why: str,
    seen: int,
    by: Person,
    now: datetime,
) -> Wording:
    """Keep another text of a template. Words that are with the parties stay as they are.

    `seen`: the number of the office's text that the person began from, 0 for none. Raises
    MainstayError where a colleague has changed it since, or for a text that cannot be filled in.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require(policies.can_word(by, locked))
    last = newest(locked, form)
    number = last.number if last else 0
    if last is not None and number != seen:
        raise MainstayError(
            f"{last.by} changed this text while you were writing: {last.why}",
            advice="Yours is kept below. Save it again if it is to count instead.",
        )
    _require_text(clauses, why)
    made = Wording.objects.create(
        programme=locked,
        form=form,
        number=number + 1,
        template_version=agreement_templates()[form.value].version,
        clauses=[asdict(one) for one in clauses],
        why=why.strip(),
        by=by,
        at=now,
    )
    record(
        Event.WORDING_CHANGED,
        f"{form.label.lower()} in {locked.name}",
        by=by,
        now=now,
        organisation=locked.office,
        details={"wording": made.number, "why": made.why},
    )
    return made


def _require_text(clauses: Sequence[Clause], why: str) -> None:
    if not clauses or not all(one.heading.strip() and one.lines for one in clauses):
        raise MainstayError("Every part needs a heading and a text.")
    if not why.strip():
        raise MainstayError("Say what you changed and why.")
    try:
        require_known_words(clauses)
    except ValueError as error:
        raise MainstayError(
            f"In these words {error}.", advice="Use only the words in braces that are listed."
        ) from error
