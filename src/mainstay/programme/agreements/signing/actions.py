"""Put the words of an agreement to its parties, and sign them, here or on paper."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.policies import require
from mainstay.accounts.roles import Kind
from mainstay.accounts.uploads import Given, attach
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.models import Agreement, Signature
from mainstay.programme.agreements.parts import Ending, Form
from mainstay.programme.agreements.words import drafted, kept
from mainstay.programme.cohort.models import Selection
from mainstay.terms.errors import MainstayError


@transaction.atomic
def offer(
    *, selection: Selection, form: Form, seen: str, why: str, by: Person, now: datetime
) -> Agreement:
    """Put words to the parties. Words that were put before hold no more, and are kept.

    `seen`: the digest of the words that the person read. `why`: asked where earlier words are
    replaced. Raises MainstayError where the words would be others by now, or the same as before.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_offer(by, locked, form))
    words = drafted(locked, form)
    if words.digest != seen:
        raise MainstayError(
            "The words have changed since you opened the page.",
            advice="Read them again, then put them to the parties.",
        )
    held = queries.in_force(locked, form)
    if held is not None:
        _replace(held, words.digest, why, by=by, now=now)
    made = Agreement.objects.create(
        selection=locked,
        form=form,
        template_version=words.version[:20],
        words=words.data(),
        digest=words.digest,
        by=by,
        at=now,
    )
    _log(Event.AGREEMENT_OFFERED, made, by=by, now=now)
    _ask(made, now)
    return made


@transaction.atomic
def sign(
    *,
    selection: Selection,
    form: Form,
    party: Kind,
    name: str,
    seen: str,
    by: Person,
    now: datetime,
) -> Signature:
    """Say yes to the words for a party; a second press of the same person changes nothing.

    Raises MainstayError where the words are not those that the person saw, where a colleague has
    signed already, or where the name typed is not the person's own.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_sign(by, locked, party) and party in queries.parties(locked, form))
    held = _in_force_as_seen(locked, form, seen)
    signed = held.signatures.filter(party=party).first()
    if signed is not None and signed.by_id == by.pk:
        return signed
    _require_free(held, party)
    if _plain(name) != _plain(by.name):
        raise MainstayError(f"Type your name as your account has it: {by.name}.")
    made = Signature.objects.create(
        agreement=held, party=party, by=by, at=now, digest=seen, name=by.name
    )
    _log(Event.AGREEMENT_SIGNED, held, by=by, now=now, party=party.value)
    return made


@transaction.atomic
def attach_paper(
    *,
    selection: Selection,
    form: Form,
    names: Mapping[Kind, str],
    signed_on: date,
    file: Given,
    seen: str,
    by: Person,
    now: datetime,
) -> list[Signature]:
    """Keep a paper that parties signed; `names`: who signed for each of them.

    Raises MainstayError where the words are not those that the person saw, where nobody is named,
    where a party has signed already, or for a day to come.
    """
    locked = Selection.objects.select_for_update().get(pk=selection.pk)
    require(policies.can_attach(by, locked) and set(names) <= set(queries.parties(locked, form)))
    held = _in_force_as_seen(locked, form, seen)
    if not names:
        raise MainstayError("Say who signed, for one of the parties at least.")
    if signed_on > localdate(now):
        raise MainstayError("The day of signing is still to come.")
    for party in names:
        _require_free(held, party)
    paper = attach(file=file, to=locked.programme.office, by=by, now=now)
    made = [
        Signature.objects.create(
            agreement=held, party=party, by=by, at=now, digest=seen, name=name.strip(),
            paper=paper, signed_on=signed_on,
        )
        for party, name in names.items()
    ]  # fmt: skip
    _log(Event.AGREEMENT_ATTACHED, held, by=by, now=now, party=", ".join(names))
    return made


def _replace(held: Agreement, digest: str, why: str, *, by: Person, now: datetime) -> None:
    if held.digest == digest:
        raise MainstayError("These words are with the parties already.")
    if not why.strip():
        raise MainstayError("Say why there are new words: everybody signs again.")
    held.ended, held.ended_by, held.why_ended = now, by, why.strip()
    held.ending = Ending.REPLACED
    held.save(update_fields=["ended", "ended_by", "why_ended", "ending"])


def _in_force_as_seen(selection: Selection, form: Form, seen: str) -> Agreement:
    """The words that hold now, where they are those that the person read."""
    held = queries.in_force(selection, form)
    if held is None or kept(held).digest != seen:
        raise MainstayError(
            "The words have changed since you opened the page. Nothing was signed.",
            advice="Read the new words first.",
        )
    return held


def _require_free(held: Agreement, party: Kind) -> None:
    signed = held.signatures.filter(party=party).first()
    if signed is not None:
        raise MainstayError(f"{signed.name} has signed for the {party.label.lower()} already.")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _ask(made: Agreement, now: datetime) -> None:
    """Tell those who must sign that there is something to read and sign."""
    selection, form = made.selection, Form(made.form)
    for party in queries.wanted(selection, form):
        tell(
            people=queries.signers(selection, party),
            key=f"sign-{made.pk}-{party.value}",
            subject=f"Please sign: {form.label.lower()} with {selection.practice.name}",
            words=f"{made.by.name} has put the words to you. Read them, and sign if you agree.",
            path=reverse(form.value, args=[selection.pk]),
            now=now,
            organisation=_told_of_failure(selection),
        )


def _told_of_failure(selection: Selection) -> Organisation:
    return selection.programme.office


def _log(event: Event, held: Agreement, *, by: Person, now: datetime, party: str = "") -> None:
    selection = held.selection
    details = {"practice_code": selection.practice.code, "digest": held.digest, "party": party}
    subject = f"{held.get_form_display().lower()} with {selection.practice.name}"
    record(event, subject, by=by, now=now, organisation=selection.programme.office, details=details)
