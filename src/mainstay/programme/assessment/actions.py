"""What a practice's lead does with a round: open, ask, close, and write what was agreed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.analysis.shown_answers import shown
from mainstay.programme.assessment import policies, queries, sheets
from mainstay.programme.assessment.asking import invite, remind, tell_of_more
from mainstay.programme.assessment.models import Asked, Floor, Outcome, Round, StaffGroup
from mainstay.programme.assessment.reminding.actions import look_again
from mainstay.programme.assessment.shown import record_of
from mainstay.programme.assessment.statements import queries as statements
from mainstay.programme.assessment.team.actions import keep_colleagues
from mainstay.terms.errors import MainstayError
from mainstay.terms.wording import long_day

MOST = 200  # people of one team
LONGEST = timedelta(days=90)  # nothing lies under seal for longer than it must


@transaction.atomic
def open_round(
    *, practice: Organisation, answer_by: date, together: bool, by: Person, now: datetime
) -> Round:
    """Begin a round, under the newest version of the framework and what its offices added.

    `together`: nobody answers alone, and the team meets at once. Raises MainstayError for a day
    that is over, or while another round is under way.
    """
    require(policies.can_run(by, practice))
    if answer_by < now.date():
        raise MainstayError("That day is over.", advice="Enter a day to come.")
    if answer_by > now.date() + LONGEST:
        raise MainstayError(
            f"That is more than {LONGEST.days} days away.", advice="Enter a day before that."
        )
    framework = statements.framework()
    try:
        with transaction.atomic():
            made = Round.objects.create(
                practice=practice,
                framework=framework.id,
                version=framework.version,
                added=statements.records_for(practice, framework),
                floor=queries.floor_of(practice),
                together=together,
                answer_by=answer_by,
                salt="" if together else sheets.new_salt(),
                by=by,
                at=now,
                closed=now if together else None,
                closed_by=by if together else None,
            )
    except IntegrityError as error:
        raise MainstayError(
            "A round is under way already.", advice="Finish it, or drop it, before the next."
        ) from error
    _log(Event.ROUND_OPENED, made, by, now)
    return made


@transaction.atomic
def ask(
    *,
    team_round: Round,
    people: Mapping[str, StaffGroup],
    keep: bool = False,
    by: Person,
    now: datetime,
) -> list[Asked]:
    """Ask people, by their address, to answer alone: each gets a link of their own by mail.

    Whoever is asked already is not asked again; once anybody has answered, they are told how many
    more are asked. `keep`: the addresses are kept for the next round, apart from this one. Raises
    MainstayError for more than 200 people.
    """
    found = _locked(team_round, policies.can_ask, by)
    there = {one.address.lower(): one for one in queries.asked(found)}
    new = {one: group for one, group in people.items() if one.lower() not in there}
    if found.asked.count() + len(new) > MOST:
        raise MainstayError(f"That is more than {MOST} people.", advice="Ask fewer.")
    if new and queries.answered(found):
        tell_of_more(found, there.values(), new.values(), now)
    links = {address: sheets.new_link() for address in new}
    made = Asked.objects.bulk_create(
        Asked(round=found, group=group, address=one, link=sheets.sealed_link(found, links[one]))
        for one, group in new.items()
    )
    sheets.lay_out(
        found, [sheets.new_sheet(found, links[one], group) for one, group in new.items()]
    )
    for one in made:
        invite(one, links[one.address], now)
    if keep:
        keep_colleagues(practice=found.practice, people=people, by=by, now=now)
    if new:
        _log(Event.COLLEAGUES_ASKED, found, by, now, people=len(new))
    return made


@transaction.atomic
def ask_no_more(*, asked: Asked, by: Person, now: datetime) -> None:
    """Ask somebody no more: their link opens nothing from now on.

    What they may have answered counts all the same. If it did not, a lead who asks fewer and fewer
    could find out what those answered who are left; and nobody could tell who had answered less.
    """
    found = _locked(asked.round, policies.can_ask, by)
    held = queries.asked(found).filter(pk=asked.pk).first()
    if held is None:
        return
    sheets.cut_off(found, sheets.link_of(held))
    held.address, held.link, held.ended = "", "", now
    held.save(update_fields=["address", "link", "ended"])
    _log(Event.COLLEAGUE_NOT_ASKED, found, by, now)


@transaction.atomic
def remind_all(*, team_round: Round, by: Person, now: datetime) -> int:
    """Send everybody their link again, whether they answered or not: nobody knows who has.

    Gives how many people that is: nobody is reminded twice on one day.
    """
    found = _locked(team_round, policies.can_ask, by)
    people = sum(remind(one, sheets.link_of(one), now) for one in queries.asked(found))
    if people:
        _log(Event.COLLEAGUES_REMINDED, found, by, now, people=people)
    return people


@transaction.atomic
def close_round(*, team_round: Round, by: Person, now: datetime) -> Round:
    """Settle what may be shown of the answers, then destroy them and all links to them."""
    found = _locked(team_round, policies.can_close, by)
    asked = queries.asked_by_group(found)
    names = [one.id for one in queries.framework_of(found).statements]
    released = shown(sheets.read_all(found), names, found.floor)
    Outcome.objects.create(round=found, asked=asked, released=record_of(released))
    sheets.destroy(found)
    found.closed, found.closed_by = now, by
    found.save(update_fields=["closed", "closed_by", "salt"])
    _log(Event.ROUND_CLOSED, found, by, now, answered=released.people)
    return found


@transaction.atomic
def drop_round(*, team_round: Round, by: Person, now: datetime) -> None:
    """Give a round up. Its answers are destroyed, and nothing of it is shown."""
    found = _locked(team_round, policies.can_drop, by)
    sheets.destroy(found)
    found.dropped = now
    found.save(update_fields=["dropped", "salt"])
    _log(Event.ROUND_DROPPED, found, by, now)


@transaction.atomic
def finish_round(
    *, team_round: Round, met: date | None, again: int | None = None, by: Person, now: datetime
) -> Round:
    """Say that the team is done. `met`: the day on which it met, None where nobody met.

    `again`: in how many months the practice's leads are reminded of the next round.

    Without a meeting the middle of what each answered alone stands as the team's answer, where it
    may be shown and nothing was agreed; what came of the round says so. Raises MainstayError for
    a day to come or before the round began, and where nothing at all would be known.
    """
    found = _locked(team_round, policies.can_agree, by)
    _check_day(found, met, now)
    if set(queries.answers(found, unmet=met is None).values()) <= {None}:
        raise MainstayError(
            "Nothing is agreed yet.", advice="Agree one statement at least, or drop the round."
        )
    found.met, found.finished, found.finished_by = met, now, by
    found.save(update_fields=["met", "finished", "finished_by"])
    _log(Event.ROUND_FINISHED, found, by, now, met=met.isoformat() if met else "")
    return look_again(team_round=found, months=again, by=by, now=now)


@transaction.atomic
def set_floor(*, office: Organisation, people: int, by: Person, now: datetime) -> Floor:
    """How few people may be shown together in rounds opened from now on. Raises MainstayError."""
    require(policies.can_set_floor(by, office))
    if people < queries.LEAST:
        raise MainstayError(
            f"Fewer than {queries.LEAST} is not safe: somebody's answer could be worked out.",
            advice=f"Enter {queries.LEAST} or more.",
        )
    made = Floor.objects.create(office=office, people=people, by=by, at=now)
    record(Event.FLOOR_SET, str(people), by=by, now=now, organisation=office)
    return made


def _check_day(found: Round, met: date | None, now: datetime) -> None:
    if met is not None and met > localtime(now).date():
        raise MainstayError("That day is still to come.", advice="Enter the day of the meeting.")
    began = localtime(found.at).date()
    if met is not None and met < began:
        raise MainstayError(
            f"The round began after that, on {long_day(began)}.",
            advice="Enter the day of the meeting.",
        )


def _locked(team_round: Round, allowed, by: Person) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("practice")
    held = found.get(pk=team_round.pk)
    require(allowed(by, held))
    return held


def _log(event: Event, found: Round, by: Person, now: datetime, **details: object) -> None:
    practice = found.practice
    record(event, practice.name, by=by, now=now, organisation=practice, details=details)
