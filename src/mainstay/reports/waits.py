"""The picture of how long practices wait: a dot for each, and the median of each size."""

from collections import Counter
from collections.abc import Sequence

from mainstay.analysis.waits import EVERY, Summary, Wait
from mainstay.reports.document import Column, ColumnKind, Figure, Table
from mainstay.reports.pictures import Rows, drawing
from mainstay.terms.waits import Clock, Milestone
from mainstay.terms.wording import counted

ROW, ROOM = 56, 26  # pixels of a row, and between a row's middle and its edge
STEP, MOST = 6, 8  # pixels between dots of one day, and how many fit
TO_COME = "Not yet known"
HOW_DRAWN = (
    "Filled dot: it happened after so many days. Open triangle: the practice still waits after so "
    "many. Line: the median. Bar: its 95% interval, drawn to the longest wait where its end is not "
    "known yet."
)


def waits_chart(
    milestone: Milestone, waits: Sequence[Wait], found: Sequence[Summary], clock: Clock, where: str
) -> Figure | None:
    """None where no practice is there to draw."""
    held = [one for one in waits if one.milestone == milestone.id]
    own = [one for one in found if one.milestone == milestone and one.band != EVERY]
    if not held:
        return None
    longest = max(one.days for one in held)
    middles = {one.band: ROW * place + ROOM for place, one in enumerate(own)}
    data: dict[str, Rows] = {
        "names": [{"name": one.band, "up": middles[one.band]} for one in own],
        "waits": _dots(held, middles),
        "medians": [
            {"lower": one.lower, "upper": one.upper or longest, "up": middles[one.band]}
            for one in own
            if one.lower is not None
        ],
        "middles": [
            {"days": one.median, "up": middles[one.band]} for one in own if one.median is not None
        ],
    }
    return Figure(
        drawing=drawing("waits", data, height=ROW * len(own)),
        title=f"Days until: {milestone.name.lower()}",
        caption=f"{milestone.means} {HOW_DRAWN} {where}. Time to help, version {clock.version}.",
        alternative=" ".join(sentence(one) for one in own),
        table=summary_table(milestone, found),
    )


def _dots(held: Sequence[Wait], middles: dict[str, int]) -> Rows:
    """Practices with the same number of days stand over one another."""
    seen: Counter[tuple[str, int]] = Counter()
    rows = []
    for one in sorted(held, key=lambda one: (one.days, not one.over, one.practice_code)):
        place = seen[one.band, one.days] % MOST
        seen[one.band, one.days] += 1
        side = -1 if place % 2 else 1
        rows.append(
            {
                "days": one.days,
                "up": middles[one.band] + side * STEP * ((place + 1) // 2),
                "waits": 0 if one.over else 1,
            }
        )
    return rows


def sentence(one: Summary) -> str:
    """A summary in words."""
    begun = f"{one.band}: {one.over} of {counted(one.practices, 'practice')}"
    if one.median is None:
        return f"{begun}. Fewer than half have come so far, so there is no median yet."
    return f"{begun}. Median {one.median:.0f} days ({limits(one)})."


def limits(one: Summary) -> str:
    """The 95% interval of a median; often one end is not known yet."""
    if one.lower is None:
        return "interval not yet known"
    if one.upper is None:
        return f"at least {one.lower:.0f}"
    return f"{one.lower:.0f} to {one.upper:.0f}"


def summary_table(milestone: Milestone, found: Sequence[Summary]) -> Table:
    """The numbers of a picture."""
    return Table(
        caption=f"Days until: {milestone.name.lower()}",
        columns=(
            Column("Size of list", weight=3),
            Column("Practices", ColumnKind.NUMBER),
            Column("It happened for", ColumnKind.NUMBER),
            Column("Median days", ColumnKind.NUMBER),
            Column("95% interval", ColumnKind.NUMBER, 2),
            Column("Shortest to longest", ColumnKind.NUMBER, 2),
        ),
        rows=tuple(_row(one) for one in found if one.milestone == milestone),
    )


def _row(one: Summary) -> tuple[str, ...]:
    known = one.median is not None
    return (
        one.band,
        str(one.practices),
        str(one.over),
        f"{one.median:.0f}" if known else TO_COME,
        limits(one) if known else TO_COME,
        TO_COME if one.shortest is None else f"{one.shortest} to {one.longest}",
    )
