"""Comments as each side of a journey sees them, and the figures that they are on."""

from dataclasses import dataclass

from django.forms import Form

from mainstay.accounts.models import Person
from mainstay.library import Known
from mainstay.library.findings import figure_from
from mainstay.programme.engagement.comments import policies, queries
from mainstay.programme.engagement.packs.queries import figures, pack
from mainstay.reports.pack_words import shown
from mainstay.terms.definitions import indicators
from mainstay.terms.wording import capital
from mainstay.web.comments.forms import ReplyForm


@dataclass(frozen=True)
class Line:
    """A comment, what was said before and after, and what the reader may do about it."""

    comment: object
    name: str
    words: object
    earlier: list
    waiting: bool
    may_change: bool
    form: Form | None


@dataclass(frozen=True)
class OnFigure:
    """The figure that somebody is about to comment on, as it was read."""

    text: str
    period: str
    pack: object | None


def name_of(indicator: str) -> str:
    held = indicators().get(indicator)
    return capital(held.plain_name) if held else indicator


def lines(selection, person: Person, tried: dict[int, Form]) -> list[Line]:
    return [_line(one, person, tried.get(one.pk)) for one in queries.of(selection)]


def in_pack(selection, indicator: str, period: str, number: int) -> OnFigure | None:
    """The figure as an issued pack shows it."""
    issued = pack(selection, number)
    for one in figures(issued) if issued else ():
        if one["indicator"] == indicator and one["period"] == period:
            return OnFigure(one["text"], period, issued)
    return None


def on_page(known: Known, selection, indicator: str, period: str | None) -> OnFigure | None:
    """The figure as the practice's page shows it; the newest where no period is named."""
    rows = known.figures(practice=selection.practice.code, indicator=indicator)
    for row in reversed(rows.sort("period_end", nulls_last=False).to_dicts()):
        held = row["period"] or ""
        if period in (None, held):
            return OnFigure(shown(figure_from(indicators()[indicator], row)), held, None)
    return None


def _line(one, person: Person, tried: Form | None) -> Line:
    words = queries.words(one)
    form = tried or ReplyForm(auto_id=f"reply-{one.pk}-%s")
    return Line(
        comment=one,
        name=name_of(one.indicator),
        words=words,
        earlier=[each for each in one.versions.all() if each.number != words.number],
        waiting=queries.unanswered_since(one) is not None,
        may_change=policies.can_change(person, one),
        form=form if policies.can_reply(person, one) else None,
    )
