"""What may be shown of answers that were given in confidence: the one rule for all of them.

Many people answer the same questions alone. What is shown is worked out once, when nobody can
answer any more, and nothing else of the answers is shown ever after. The rule, in order:

1.  Fewer people than the floor: nothing.
2.  Staff groups below the floor are put together; what is still below it joins the smallest group
    that is not. Where one cell is left, there are no groups.
3.  A statement has a summary for each cell if each has answers from as many people as the floor;
    else one summary of everybody, if as many answered it; else none. Never both a whole and its
    parts: from the two together an answer can be worked out with certainty.
4.  A summary is the middle answer, and whether the middle half lies within one step: no count, no
    share, no lowest or highest. With five people or more it leaves several answers open for each of
    them, even to one who knows their own.
5.  How many did not know or would not say is not shown, nor who was left out of a summary.
6.  What people wrote is shown if as many wrote as the floor, in the order of the alphabet.

docs/explanation/confidentiality.md has the attacks that this was tried against.
"""

from collections.abc import Iterable, Mapping, Sequence

from mainstay.terms.answers import UNKNOWN, Cell, Released, Sheet, Summary

LEAST = 5  # below it rule 4 does not hold: see the tests


def shown(sheets: Sequence[Sheet], statements: Iterable[str], floor: int = LEAST) -> Released:
    """All that may be shown of the sheets. Raises ValueError for a floor below five."""
    if floor < LEAST:
        raise ValueError(f"The floor is {floor}; below {LEAST} an answer could be worked out.")
    given = [one for one in sheets if one.answered]
    if len(given) < floor:
        return Released(floor, len(given), ())
    merged = cells(_sizes(given), floor)
    hopes = [one.hope for one in given if one.hope is not None and one.hope > 0]
    return Released(
        floor=floor,
        people=len(given),
        cells=merged,
        statements={name: _summaries(name, given, merged, floor) for name in statements},
        hope=summary(hopes) if len(hopes) >= floor else None,
        words=_words(given, floor),
    )


def cells(sizes: Mapping[str, int], floor: int) -> tuple[Cell, ...]:
    """Groups, by how many people each has, put together until every cell has the floor or more.

    The groups keep their order inside a cell. One cell of all where no other way is safe; none
    where all of them are fewer than the floor.
    """
    large = [[name] for name, people in sizes.items() if people >= floor]
    small = [name for name, people in sizes.items() if 0 < people < floor]
    if sum(sizes[name] for name in small) >= floor:
        large.append(small)
    elif small and large:
        min(large, key=lambda names: sizes[names[0]]).extend(small)
    order = list(sizes)
    return tuple(
        Cell(tuple(sorted(names, key=order.index)), sum(sizes[name] for name in names))
        for names in large
    )


def summary(steps: Sequence[int]) -> Summary:
    """The middle of one answer or more, and whether their middle half lies within one step."""
    ordered = sorted(steps)
    count = len(ordered)
    quarter = (count + 3) // 4
    first, third = ordered[quarter - 1], ordered[count - quarter]
    return Summary(ordered[(count - 1) // 2], ordered[count // 2], third - first <= 1)


def apart(found: Sequence[Summary]) -> float:
    """How far the middles of the cells lie apart, in steps; 0 where there is one or none."""
    middles = [one.middle for one in found]
    return max(middles) - min(middles) if middles else 0.0


def by_difference(released: Released, order: Iterable[str]) -> list[str]:
    """The statements, those on which cells differ most first, then those that are not close.

    Statements of which nothing is shown come last. Those that differ as much stand as in `order`:
    the records keep none.
    """

    def place(name: str) -> tuple[bool, float, int]:
        found = released.statements[name]
        return (not found, -apart(found), -sum(not one.close for one in found))

    return sorted((one for one in order if one in released.statements), key=place)


def _summaries(
    name: str, given: Sequence[Sheet], merged: Sequence[Cell], floor: int
) -> tuple[Summary, ...]:
    parts = [_steps(name, given, cell.groups) for cell in merged]
    if all(len(part) >= floor for part in parts):
        return tuple(summary(part) for part in parts)
    whole = [step for part in parts for step in part]
    return (summary(whole),) if len(whole) >= floor else ()


def _steps(name: str, given: Sequence[Sheet], groups: Sequence[str]) -> list[int]:
    found = (one.steps.get(name, UNKNOWN) for one in given if one.group in groups)
    return [step for step in found if step > 0]


def _sizes(given: Sequence[Sheet]) -> dict[str, int]:
    """People of each group, the groups in the order of the alphabet: not in that of answering."""
    names = sorted({one.group for one in given})
    return {name: sum(one.group == name for one in given) for name in names}


def _words(given: Sequence[Sheet], floor: int) -> tuple[str, ...]:
    written = sorted(one.words.strip() for one in given if one.words.strip())
    return tuple(written) if len(written) >= floor else ()
