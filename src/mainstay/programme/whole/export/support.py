"""The tables of support: what is on offer, what was asked for and became of it, what is missing."""

from collections.abc import Sequence

from mainstay.programme.organisations.models import Programme
from mainstay.programme.support import helping
from mainstay.programme.support.about import words_about
from mainstay.programme.support.asking import queries as asking
from mainstay.programme.support.gaps.queries import of_programme as gaps_of
from mainstay.programme.support.models import Gap, RequestStep, SupportRequest
from mainstay.programme.support.offers.queries import Line
from mainstay.programme.whole.export.columns import AT, BY, CODE, NAME, day, moment, said
from mainstay.terms.tables import Cell, Field, Records

OFFER = Field("offer", "Offer", "The offer's number.", "integer")
OFFER_NAME = Field("offer_name", "Support", "What the offer is called.")
REQUEST = Field("request", "Request", "The request's number.", "integer")
ABOUT = Field("about", "About", "A statement of the triangle, a finding, or a part of a plan.")
STARTS = Field("starts_date", "Starts", "The day that was promised.", "date")


def offers(found: Sequence[Line]) -> Records:
    return Records(
        "support_offers",
        "Support on offer",
        "One row for each offer of the office's directory, those that have ended too.",
        (
            OFFER,
            OFFER_NAME,
            Field("provider", "From", "Who provides it."),
            Field("answered_by", "Answered by", "Whose people answer; nothing for the office."),
            Field("support_kind", "Kind", "The kind of support."),
            Field("words", "What a practice gets", "As the directory says it."),
            Field("statements", "Statements", "What it helps with, of the triangle."),
            Field("themes", "Themes", "The themes that it helps with."),
            Field("plan_domains", "Parts of a plan", "Those that it helps with."),
            Field("who", "Who may have it", "Nothing where every practice may."),
            Field("places", "Places", "At one time; nothing for no limit.", "integer"),
            Field("places_left", "Places left", "Nothing for no limit.", "integer"),
            Field("in_line", "In line", "Practices that wait for an answer or place.", "integer"),
            Field("cost", "Cost", "What it costs."),
            Field("payer", "Who pays", "Who pays for it."),
            Field("days", "Days", "From the yes until it starts.", "integer"),
            Field("contact", "Contact", "Whom to ask about it."),
            Field("checked", "Last checked", "When somebody last said that it holds.", "dateTime"),
            Field("ended", "Ended", "When it ended.", "dateTime"),
            Field("why_ended", "Why it ended", "The reason that was given."),
            BY,
            AT,
        ),
        tuple(_offer(one) for one in found),
    )


def _offer(line: Line) -> tuple[Cell, ...]:
    one = line.offer
    statements = (helping.statement(each) for each in one.statements)
    helps = (
        "; ".join(each.words for each in statements if each),
        "; ".join(helping.named(one.themes, helping.themes())),
        "; ".join(helping.named(one.domains, helping.domains())),
    )
    return (
        one.pk, one.name, one.provider, str(one.partner) if one.partner else None,
        helping.kinds().get(one.kind, one.kind), one.words, *(said(each) for each in helps),
        said(one.who), one.places, line.left, line.waiting, said(one.cost),
        one.get_payer_display(), one.days, one.contact, moment(one.checked_at),
        moment(one.ended_at), said(one.ended_why), one.by.name, moment(one.at),
    )  # fmt: skip


def opinions(found: Sequence[Line]) -> Records:
    """As the directory shows them: nothing under its floor, and nobody's own words."""
    return Records(
        "support_opinions",
        "Whether support helped",
        "One row for each answer, of offers of which three practices or more have told.",
        (
            OFFER,
            OFFER_NAME,
            Field("practices", "Practices", "How many are counted: three, six, nine.", "integer"),
            Field("answer", "Answer", "Whether it helped."),
            Field("answered", "Answered so", "How many of them.", "integer"),
        ),
        tuple(
            (one.offer.pk, one.offer.name, one.opinions.practices, answer, number)
            for one in found
            for answer, number in one.opinions.helped
        ),
    )


def requests(programme: Programme) -> Records:
    found = list(asking.of_programme(programme))
    places = asking.places(found)
    return Records(
        "support_requests",
        "Requests for support",
        "One row for each time that a practice asked for an offer.",
        (
            CODE,
            NAME,
            REQUEST,
            OFFER,
            OFFER_NAME,
            ABOUT,
            Field("words", "What it wrote", "What the practice wrote with it."),
            Field("state", "State", "Where it stands."),
            Field("since", "Since", "When it came to that state.", "dateTime"),
            Field("place", "Place in line", "Of all who wait for a place now.", "integer"),
            Field("urgent", "Urgent", "Why it goes before others."),
            STARTS,
            BY,
            AT,
        ),
        tuple(_request(one, places.get(one.pk)) for one in found),
    )


def _request(one: SupportRequest, place: int | None) -> tuple[Cell, ...]:
    return (
        *_who(one), one.pk, one.offer_id, one.offer.name, _about(one), said(one.words),
        one.get_state_display(), moment(one.since), place, said(one.urgent), day(one.starts),
        one.by.name, moment(one.at),
    )  # fmt: skip


def steps(programme: Programme) -> Records:
    return Records(
        "support_steps",
        "What became of requests for support",
        "One row for each thing that somebody did with a request, in order.",
        (
            CODE,
            NAME,
            REQUEST,
            OFFER_NAME,
            Field("deed", "What was done", "In words that follow the name of who did it."),
            Field("words", "Words", "What was said with it."),
            STARTS,
            Field("instead", "Instead", "What else on offer was named."),
            BY,
            AT,
        ),
        tuple(_step(one) for one in asking.steps_of_programme(programme)),
    )


def _step(one: RequestStep) -> tuple[Cell, ...]:
    return (
        *_who(one.request), one.request_id, one.request.offer.name, one.get_deed_display(),
        said(one.words), day(one.starts), one.instead.name if one.instead else None,
        one.by.name, moment(one.at),
    )  # fmt: skip


def gaps(programme: Programme) -> Records:
    return Records(
        "support_gaps",
        "What is not on offer",
        "One row for each thing that a practice needed and nobody offered.",
        (
            CODE,
            NAME,
            ABOUT,
            Field("theme", "Theme", "What it is about."),
            Field("words", "What it needs", "As the practice said it."),
            BY,
            AT,
            Field("answer_name", "Now on offer", "The offer that answers it."),
            Field("answered_by_name", "Answered by", "Who said so."),
            Field("answered_at", "Answered", "When this was said.", "dateTime"),
        ),
        tuple(_gap(one) for one in gaps_of(programme)),
    )


def _gap(one: Gap) -> tuple[Cell, ...]:
    theme = helping.themes().get(one.theme, one.theme)
    return (
        *_who(one), _about(one), theme, one.words, one.by.name, moment(one.at),
        one.offer.name if one.offer else None,
        one.answered_by.name if one.answered_by else None, moment(one.answered_at),
    )  # fmt: skip


def _about(one: SupportRequest | Gap) -> Cell:
    return said(words_about(one.statement, one.finding))


def _who(one: SupportRequest | Gap) -> tuple[str, str]:
    return one.selection.practice.code, one.selection.practice.name
