"""What the worker does by the calendar: remind, warn, and drop what was forgotten.

Each round is held while it is settled: what is told, that it was told, the line in the log and what
is destroyed are written together, or not at all. So a worker that is killed leaves nothing half
done, and two beside one another tell nothing twice.
"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from mainstay.accounts.audit import WORKER, Event, record
from mainstay.accounts.notices.actions import tell
from mainstay.programme.assessment import sheets
from mainstay.programme.assessment.models import Round
from mainstay.programme.assessment.reminding import queries
from mainstay.programme.assessment.reminding.queries import Reminded
from mainstay.terms.wording import long_day

SUBJECTS = {
    Reminded.AGAIN: "Time to look at your resilience again",
    Reminded.LATER: "Would you still like to look at your resilience again?",
    Reminded.WAITING: "The answers of your team wait for you",
    Reminded.DROPPING: "The answers of your team will be destroyed in a week",
}
DROPPED = "The answers of your team were destroyed"
SHUT = (
    "These questions were to be answered by {day}. Close them, and your team can meet. "
    "If you do not, the answers are destroyed unseen on {drops}."
)
WORDS = {
    Reminded.AGAIN: "You asked to be reminded. Your team last finished on {finished}.",
    Reminded.LATER: (
        "You asked to be reminded a month ago, and no round has begun since. "
        "We do not remind you again."
    ),
    Reminded.WAITING: SHUT,
    Reminded.DROPPING: SHUT,
}
GONE = (
    "Nobody closed the questions that were to be answered by {day}. Nothing is kept under seal "
    "for ever, so the answers were destroyed unseen. You can begin again."
)


def remind(now: datetime) -> None:
    """Settle what is due today. Run as often as one likes: each thing is done once."""
    today = localtime(now).date()
    for one in queries.to_look_again(today).values_list("pk", flat=True):
        _look_again(one, today, now)
    for one in queries.forgotten(today).values_list("pk", flat=True):
        _see_to(one, today, now)


@transaction.atomic
def _look_again(number: int, today: date, now: datetime) -> None:
    """Unless another worker has just done it, or somebody began a round."""
    found = _held(number)
    moment = queries.moment_of_again(found, today)
    still = queries.to_look_again(today).filter(pk=number).exists()
    if moment and moment != found.reminded and still:
        _tell(found, Reminded(moment), now)


@transaction.atomic
def _see_to(number: int, today: date, now: datetime) -> None:
    """Tell what is to be told of a forgotten round, or drop it once its time is over."""
    found = _held(number)
    moment = queries.moment_of_forgotten(found, today)
    if moment == Reminded.DROPPING == found.reminded:
        if today >= queries.drops_on(found):
            _drop(found, now)
    elif moment and moment != found.reminded:
        _tell(found, Reminded(moment), now)


def _drop(found: Round, now: datetime) -> None:
    sheets.destroy(found)
    found.dropped = now
    found.save(update_fields=["dropped", "salt"])
    _log(Event.ROUND_FORGOTTEN, found, now)
    page = reverse("assessment", args=[found.practice_id])
    _tell_leads(found, "dropped", DROPPED, GONE, page, now)


def _tell(found: Round, moment: Reminded, now: datetime) -> None:
    found.reminded, found.reminded_at = moment, now
    found.save(update_fields=["reminded", "reminded_at"])
    _log(Event.LEAD_REMINDED, found, now, of=moment.value)
    finished = found.finished is not None
    address = ("assessment", found.practice_id) if finished else ("round", found.pk)
    page = reverse(address[0], args=[address[1]])
    _tell_leads(found, f"{moment}-{found.again or ''}", SUBJECTS[moment], WORDS[moment], page, now)


def _tell_leads(found: Round, key: str, subject: str, words: str, page: str, now: datetime) -> None:
    said = words.format(
        day=long_day(found.answer_by),
        drops=long_day(queries.drops_on(found)),
        finished=long_day(localtime(found.finished).date()) if found.finished else "",
    )
    tell(
        people=queries.leads(found.practice),
        key=f"round-{found.pk}-{key}",
        subject=f"{subject} ({found.practice.name})"[:200],
        words=said,
        path=page,
        now=now,
        organisation=found.practice,
    )


def _held(number: int) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("practice")
    return found.get(pk=number)


def _log(event: Event, found: Round, now: datetime, **details: object) -> None:
    practice = found.practice
    given = {"organisation": practice, "details": details, "nobody": WORKER}
    record(event, practice.name, by=None, now=now, **given)
