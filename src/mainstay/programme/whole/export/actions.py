"""Take a copy of a programme's records away."""

from datetime import date, datetime

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Person
from mainstay.accounts.policies import require
from mainstay.programme.engagement.conversation.queries import of_programme
from mainstay.programme.engagement.overview.policies import can_export
from mainstay.programme.engagement.overview.queries import all_standings
from mainstay.programme.organisations.models import Programme
from mainstay.programme.support.offers.queries import every, lines
from mainstay.programme.support.policies import sees_all_requests
from mainstay.programme.whole.export import (
    choosing,
    conversations,
    evidence,
    hearing,
    layout,
    ledgers,
    support,
    tables,
    visits,
)
from mainstay.terms.tables import Collection, Records


@transaction.atomic
def take_out(
    *, programme: Programme, today: date, synthetic: bool, by: Person, now: datetime
) -> Collection:
    """Every table of a programme, and a line in the log that says who took it."""
    require(can_export(by, programme))
    made = everything(programme, today, synthetic=synthetic, by=by)
    record(Event.EXPORTED, programme.name, by=by, now=now, organisation=programme.office)
    return made


def everything(programme: Programme, today: date, *, synthetic: bool, by: Person) -> Collection:
    """For who has asked its policy: a person reads each of these tables on pages too."""
    found = all_standings(programme, today)
    talks = list(of_programme(programme))
    return Collection(
        title=f"{programme.name}: everything on record",
        about=f"What is recorded of a programme of {programme.office} to support practices.",
        on=today.isoformat(),
        synthetic=synthetic,
        tables=(
            tables.practices(found),
            tables.moves(found),
            tables.to_do(found),
            tables.named(found),
            tables.agreed(found),
            tables.signed(found),
            evidence.packs(found),
            evidence.pack_events(found),
            evidence.comments(found),
            evidence.requests(found),
            visits.visits(found),
            conversations.conversations(talks),
            conversations.conversation_answers(talks),
            evidence.decisions(found),
            tables.waited(programme, found),
            ledgers.commitments(found),
            ledgers.minutes(found),
            layout.leads(programme),
            layout.waves(programme),
            layout.areas(programme),
            layout.notes(programme),
            hearing.referrals(programme),
            hearing.intelligence(programme),
            choosing.judgements(programme),
            choosing.choices(programme),
            choosing.risks(programme),
            *_support(programme, by),
        ),
    )


def _support(programme: Programme, by: Person) -> list[Records]:
    """The directory is there for all to read; what practices ask for is the office's to see."""
    office = programme.office
    found = lines(every(office))
    made = [support.offers(found), support.opinions(found)]
    if sees_all_requests(by, office):
        made += [support.requests(programme), support.steps(programme), support.gaps(programme)]
    return made
