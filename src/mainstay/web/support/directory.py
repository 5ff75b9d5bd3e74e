"""What somebody looks for in a directory, read from its address, and the directory as a table."""

from collections.abc import Iterable

import polars as pl
from django.http import QueryDict

from mainstay.programme.support import helping
from mainstay.programme.support.offers.queries import Line, Wanted
from mainstay.reports.csvw import safe
from mainstay.terms.frameworks import Statement

LONGEST = 100
MOST = 40  # statements asked for at once: as many as the triangle has
COLUMNS = (
    "name", "provider", "kind", "what_a_practice_gets", "statements", "themes", "plan_domains",
    "who_may_have_it", "places", "places_left", "practices_in_line", "cost", "who_pays",
    "days_until_it_starts", "contact", "last_checked",
)  # fmt: skip


def read_wanted(query: QueryDict) -> Wanted:
    """What cannot be read is no filter."""
    return Wanted(
        words=query.get("q", "").strip()[:LONGEST],
        kind=_known(query.get("kind", ""), helping.kinds()),
        theme=_known(query.get("theme", ""), helping.themes()),
        domain=_known(query.get("domain", ""), helping.domains()),
        statements=statements(query.getlist("statement")[:MOST]),
    )


def statements(ids: Iterable[str]) -> tuple[Statement, ...]:
    """Those that are known, each once."""
    found = (helping.statement(one) for one in dict.fromkeys(ids))
    return tuple(one for one in found if one is not None)


def kinds_for(asked: Iterable[Statement]) -> list[tuple[str, str]]:
    """The kinds of support that the triangle names for statements, with their names."""
    wanted = {name for one in asked for name in one.support}
    return [(name, words) for name, words in helping.kinds().items() if name in wanted]


def table(lines: Iterable[Line]) -> pl.DataFrame:
    """A directory for a spreadsheet."""
    return pl.DataFrame([_row(one) for one in lines], schema=dict.fromkeys(COLUMNS, pl.String))


def _row(line: Line) -> dict[str, str]:
    one = line.offer
    asked = statements(one.statements)
    values = (
        one.name, one.provider, helping.kinds().get(one.kind, one.kind), one.words,
        "; ".join(each.words for each in asked),
        "; ".join(helping.named(one.themes, helping.themes())),
        "; ".join(helping.named(one.domains, helping.domains())),
        one.who or "Every practice", _or_no_limit(one.places), _or_no_limit(line.left),
        str(line.waiting), one.cost, one.get_payer_display(), str(one.days), one.contact,
        one.checked_at.date().isoformat(),
    )  # fmt: skip
    return dict(zip(COLUMNS, map(safe, values), strict=True))


def _or_no_limit(number: int | None) -> str:
    return "no limit" if number is None else str(number)


def _known(given: str, names: dict[str, str]) -> str:
    return given if given in names else ""
