"""Why a criterion stands at its level, and what would move it, in plain sentences."""

from collections.abc import Iterable

from mainstay.analysis.matrix_cells import Cell, Seen
from mainstay.analysis.matrix_levels import RANK
from mainstay.terms.findings import CriterionResult, Figure, MatrixRow
from mainstay.terms.indicators import Unit
from mainstay.terms.levels import Level
from mainstay.terms.matrix import CutOff, Judgement, RuleSet
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.wording import counted, listed, short, spoken, uncapped

_PLACES = {"england_percentile": "England", "area_percentile": "its area"}
_WHOLE = 1e-6  # how near a count must be to a whole number to be written as one


def reason(cell: Cell) -> str:
    """Why the cell is at its level, as sentences."""
    read = published(cell)
    if cell.judgement is None:
        return read or "Nobody has judged this yet."
    judged = _judged(cell.judgement)
    return f"{judged} The published figure: {read}" if read else judged


def would_change(cell: Cell) -> str:
    """What would move the cell, and the place that the practice would then have."""
    if cell.judgement is not None:
        return "A newer judgement would change this."
    if cell.level is Level.NOT_JUDGED:
        return f"A judgement would fill this in.{_would_be(cell, Level.HIGH)}"
    if cell.level is Level.NO_DATA:
        return f"A figure, or a judgement, would fill this in.{_would_be(cell, Level.HIGH)}"
    return " ".join(_moves(cell))


def _judged(judgement: Judgement) -> str:
    day = f"{judgement.on.day} {judgement.on:%B %Y}"
    stop = "" if judgement.reason.endswith((".", "!", "?")) else "."
    return f"{judgement.by} judged this {judgement.level.value} on {day}: {judgement.reason}{stop}"


def published(cell: Cell) -> str:
    """What the published figures say, as sentences; empty where only people judge."""
    seen = cell.decided
    if seen is None:
        return ""
    told = _no_data(seen) if not seen.level.known else _known(seen)
    return " ".join([told, *(_beside(one) for one in cell.others)])


def _no_data(seen: Seen) -> str:
    figure, name = seen.figure, seen.figure.indicator.plain_name
    if figure.known:
        return f"{name}: {_value(seen)}. There are too few practices in its area to compare with."
    if figure.missing is Missing.TOO_OLD:
        return (
            f"{name}: no data. The last figure is for {period_of(figure)}, "
            "too long ago to describe the practice now."
        )
    return f"{name}: no data. {(figure.missing or Missing.NOT_PUBLISHED).sentence}"


def _known(seen: Seen) -> str:
    name, figure = seen.figure.indicator.plain_name, seen.figure
    told = [f"{name}: {_value(seen)}{_fraction(figure)}, {period_of(figure)}."]
    told.append(_category_cut_off(seen) if figure.category else _cut_offs(seen))
    told.append(_chance(seen))
    return " ".join(one for one in told if one)


def _value(seen: Seen) -> str:
    figure = seen.figure
    if figure.value is None:
        return figure.category or ""
    text = _short(figure, figure.value)
    for at in seen.boundaries:
        if at is not None and at != figure.value and _short(figure, at) == text:
            return f"just {'under' if figure.value < at else 'over'} {text}"
    return _say(figure, figure.value)


def _say(figure: Figure, value: float) -> str:
    return spoken(value, figure.indicator.unit, figure.indicator.decimals)


def _short(figure: Figure, value: float) -> str:
    return short(value, figure.indicator.unit, figure.indicator.decimals)


def _fraction(figure: Figure) -> str:
    """` (412 of 5,210)` where both are whole numbers."""
    top, bottom = figure.numerator, figure.denominator
    if figure.indicator.unit is not Unit.SHARE or top is None or bottom is None:
        return ""
    if max(abs(top - round(top)), abs(bottom - round(bottom))) > _WHOLE:
        return ""
    return f" ({round(top):,} of {round(bottom):,})"


def period_of(figure: Figure) -> str:
    """As in "March 2026", or "April 2025 to March 2026"."""
    try:
        return Period.parse(figure.period).plain
    except ValueError:
        return figure.period


def _category_cut_off(seen: Seen) -> str:
    for cut_off in seen.measure.cut_offs:
        if cut_off.category == seen.figure.category:
            return f"{cut_off.category} counts as {cut_off.level.value} ({cut_off.status.value})."
    told = [
        f"{one.category} ({one.level.value}, {one.status.value})" for one in seen.measure.cut_offs
    ]
    return f"Only {listed(told)} {'counts' if len(told) == 1 else 'count'} here."


def _cut_offs(seen: Seen) -> str:
    """Where the levels begin: the cut-off that was met, and the next one above."""
    wanted = [one for one in (Level.MEDIUM, Level.HIGH) if RANK[one] >= RANK[seen.level]]
    told = [text for one in wanted if (text := _begins(seen, one))]
    return " ".join(told)


def _begins(seen: Seen, level: Level) -> str:
    found = seen.boundary(level)
    if found is None:
        return _not_reached(seen, level)
    cut_off, at = found
    word = "at" if seen.measure.concern == "high" else "below"
    return (
        f"{level.value.capitalize()} begins {word} {_short(seen.figure, at)} "
        f"({_relative(cut_off)}{cut_off.status.value})."
    )


def _not_reached(seen: Seen, level: Level) -> str:
    """For a percentile that no practice has, because too many share a value."""
    for cut_off in seen.measure.cut_offs:
        if cut_off.level is level and cut_off.at is not None:
            return (
                f"No practice reaches the cut-off for {level.value} now ({cut_off.status.value})."
            )
    return ""


def _relative(cut_off: CutOff) -> str:
    if cut_off.scale not in _PLACES:
        return ""
    return f"where {cut_off.at:g}% of practices in {_PLACES[cut_off.scale]} are lower; "


def _chance(seen: Seen) -> str:
    """A warning where the 95% range lies on both sides of a cut-off."""
    lower, upper = seen.figure.lower, seen.figure.upper
    if lower is None or upper is None:
        return ""
    if not any(at is not None and lower < at <= upper for at in seen.boundaries):
        return ""
    span = f"{_say(seen.figure, lower)} to {_say(seen.figure, upper)}"
    return f"The level could be down to chance: the 95% range is {span}."


def _beside(seen: Seen) -> str:
    name = seen.figure.indicator.plain_name
    return f"{name}: {_value(seen)}; scope for support from that alone: {seen.level.value}."


def _moves(cell: Cell) -> list[str]:
    """Sentences for the levels next to this one, in words of the deciding measure."""
    seen = cell.decided
    if seen is None:
        return []
    if seen.figure.category is not None:
        return ["A new rating would change this."]
    told = [_up(cell, seen), _down(cell, seen)]
    return [one for one in told if one] or ["No change in the figure alone would move this now."]


def _up(cell: Cell, seen: Seen) -> str:
    for level in (Level.MEDIUM, Level.HIGH):
        found = seen.boundary(level)
        if RANK[level] > RANK[cell.level] and found:
            word = "or more" if seen.measure.concern == "high" else ""
            at = _short(seen.figure, found[1])
            here = f"At {at} {word}" if word else f"Below {at}"
            return f"{here} this would be {level.value}{_then(cell, level)}."
    return ""


def _down(cell: Cell, seen: Seen) -> str:
    found = seen.boundary(cell.level)
    if found is None:
        return ""
    lower = Level.MEDIUM if cell.level is Level.HIGH and seen.boundary(Level.MEDIUM) else Level.LOW
    held = max((RANK[one.level] for one in cell.others), default=0)
    if held >= RANK[cell.level]:
        return f"Both figures are {cell.level.value}, so both would have to change."
    level = Level.MEDIUM if held > RANK[lower] else lower
    at = _short(seen.figure, found[1])
    here = f"Below {at}" if seen.measure.concern == "high" else f"At {at} or more"
    return f"{here} this would be {level.value}{_then(cell, level)}."


def _then(cell: Cell, level: Level) -> str:
    place = cell.place_at[level]
    if place == cell.place:
        return ", and the practice would keep its place"
    return f", and the practice would go from place {cell.place:,} to place {place:,}"


def _would_be(cell: Cell, level: Level) -> str:
    """The place after a change, unless the practice would stay where it is."""
    if cell.place_at[level] == cell.place:
        return ""
    return (
        f" If it were {level.value}, the practice would be at place "
        f"{cell.place_at[level]:,} of {cell.practices:,}."
    )


def why(row: MatrixRow, rules: RuleSet, practices: int) -> tuple[str, ...]:
    """Why a practice stands where it does in the order for conversations, as sentences.

    `practices` is how many practices the order is among.
    """
    told = [
        f"This practice is at place {row.order:,} of {practices:,} in the order for conversations.",
        *(_at(row.results, level) for level in (Level.HIGH, Level.MEDIUM)),
        _unknown(row),
        _range(row),
        rules.ordering_reason,
    ]
    return tuple(one for one in told if one)


def _at(results: Iterable[CriterionResult], level: Level) -> str:
    names = [
        f"{uncapped(one.criterion.plain_name)} ({one.criterion.number})"
        for one in results
        if one.level is level
    ]
    if not names:
        return f"No criterion is {level.value}."
    return f"{counted(len(names), 'criterion is', 'criteria are')} {level.value}: {listed(names)}."


def _unknown(row: MatrixRow) -> str:
    missing, waiting = row.counts[Level.NO_DATA], row.counts[Level.NOT_JUDGED]
    told = []
    if missing:
        told.append(f"{counted(missing, 'criterion has', 'criteria have')} no data.")
    if waiting:
        told.append(
            f"{counted(waiting, 'criterion needs', 'criteria need')} a person's judgement "
            "and nobody has given one yet."
        )
    return " ".join(told)


def _range(row: MatrixRow) -> str:
    if row.order_low == row.order_high:
        return "Other plausible cut-offs would leave it at this place."
    missing = row.counts[Level.NO_DATA]
    values = (
        ", and with figures that it lacks and most have taken as low or high" if missing else ""
    )
    return (
        f"With other plausible cut-offs{values}, its place would lie between "
        f"{row.order_low:,} and {row.order_high:,}."
    )
