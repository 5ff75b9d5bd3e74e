"""An office adds statements of its own, says them otherwise, and takes them back.

A round keeps the words that it was opened with: nothing here changes what was asked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.policies import require
from mainstay.programme.assessment.models import OwnEdition, OwnStatement
from mainstay.programme.assessment.statements import policies, queries
from mainstay.terms.errors import MainstayError
from mainstay.terms.own_statements import MOST, name_for, own_statement

Told = Mapping[str, Any]


@transaction.atomic
def add_statement(*, office: Organisation, told: Told, by: Person, now: datetime) -> OwnStatement:
    """Add one to what practices of the office are asked in rounds that begin from now on.

    `told`: as a framework's record has it, without id and office. The same pressed twice is one.
    Raises MainstayError for more than five, or for what does not fit the framework.
    """
    locked = _locked_office(office, by)
    there = queries.in_force(locked)
    for one in there:
        if one.edition.by_id == by.pk and one.edition.record == _record(one.held, told):
            return one.held
    _require_room(there)
    made = OwnStatement(office=locked, name=name_for(str(told["words"]), queries.names()))
    _require_sound(_record(made, told))
    made.save()
    _keep(made, _record(made, told), Event.STATEMENT_ADDED, by=by, now=now)
    return made


@transaction.atomic
def change_statement(
    *, statement: OwnStatement, told: Told, seen: int, by: Person, now: datetime
) -> OwnEdition:
    """Say a statement otherwise, in rounds that begin from now on.

    `seen`: the key of the edition that the person saw. Raises MainstayError where a colleague has
    changed it since, or for what does not fit the framework.
    """
    held = _locked(statement, by)
    made, last = _record(held.held, told), held.edition
    if last.record == made:
        return last
    _require_seen(last, seen)
    _require_sound(made)
    given = {"withdrawn": last.withdrawn, "by": by, "now": now}
    return _keep(held.held, made, Event.STATEMENT_CHANGED, **given)


@transaction.atomic
def withdraw_statement(
    *, statement: OwnStatement, seen: int, by: Person, now: datetime
) -> OwnEdition:
    """Ask it no more in rounds to come. It can be brought back."""
    held = _locked(statement, by)
    if held.edition.withdrawn:
        return held.edition
    _require_seen(held.edition, seen)
    event, words = Event.STATEMENT_WITHDRAWN, held.edition.record
    return _keep(held.held, words, event, withdrawn=True, by=by, now=now)


@transaction.atomic
def bring_back(*, statement: OwnStatement, seen: int, by: Person, now: datetime) -> OwnEdition:
    """Ask again what was withdrawn, in the same words. Raises MainstayError for more than five."""
    held = _locked(statement, by)
    if not held.edition.withdrawn:
        return held.edition
    _require_seen(held.edition, seen)
    _require_room(queries.in_force(held.held.office))
    return _keep(held.held, held.edition.record, Event.STATEMENT_BROUGHT_BACK, by=by, now=now)


def _locked_office(office: Organisation, by: Person) -> Organisation:
    """The office is held: what counts is how many statements it has."""
    locked = Organisation.objects.select_for_update().get(pk=office.pk)
    require(policies.can_add(by, locked))
    return locked


def _locked(statement: OwnStatement, by: Person) -> queries.Own:
    _locked_office(statement.office, by)
    return queries.as_now(OwnStatement.objects.select_related("office").get(pk=statement.pk))


def _record(held: OwnStatement, told: Told) -> dict[str, Any]:
    return {**told, "id": held.name, "office": held.office.name}


def _keep(
    held: OwnStatement,
    words: Told,
    event: Event,
    *,
    withdrawn: bool = False,
    by: Person,
    now: datetime,
) -> OwnEdition:
    made = held.editions.create(record=dict(words), withdrawn=withdrawn, by=by, at=now)
    details = {"statement": held.name, "edition": made.pk}
    subject = str(words["words"])[:300]
    record(event, subject, by=by, now=now, organisation=held.office, details=details)
    return made


def _require_room(there: list[queries.Own]) -> None:
    if len(there) >= MOST:
        raise MainstayError(
            f"{MOST} statements are the most: everybody who answers must read them.",
            advice="Withdraw one first.",
        )


def _require_seen(last: OwnEdition, seen: int) -> None:
    if last.pk != seen:
        raise MainstayError(
            f"{last.by.name} changed this statement while you were writing.",
            advice="Read how it is now. Then save yours again if you still want to.",
        )


def _require_sound(words: Told) -> None:
    try:
        own_statement(words, queries.framework())
    except (KeyError, ValueError) as error:
        raise MainstayError(
            f"This cannot be asked: {error}.", advice="Look at what you entered."
        ) from error
