"""How the questions of a round differ from those of the round before."""

from collections.abc import Iterator
from dataclasses import dataclass

from mainstay.programme.assessment import queries
from mainstay.terms.carrying import Carried, Change, Way, change
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.wording import counted, listed


@dataclass(frozen=True)
class Questions:
    """What changed, kind by kind; the statement of then stands with each that has one."""

    told: str  # in one sentence, without its full stop
    reworded: tuple[Carried, ...]
    split: tuple[tuple[Statement, tuple[Statement, ...]], ...]
    new: tuple[Statement, ...]
    gone: tuple[Statement, ...]


def to_come(practice) -> Questions | None:
    """If a round began now: what is asked otherwise than last time. Nothing for a first round."""
    last = queries.last_finished(practice)
    return questions(last, queries.next_framework(practice)) if last else None


def questions(earlier, now: Framework) -> Questions | None:
    """Since an earlier round; nothing where all is as it was."""
    found = change(queries.framework_of(earlier), now)
    if not found.any:
        return None
    return Questions(
        told=_told(found),
        reworded=found.of(Way.REWORDED),
        split=tuple(_split(found)),
        new=tuple(one.statement for one in found.of(Way.NEW)),
        gone=found.gone,
    )


def _split(found: Change) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
    """Each statement of then that is asked in parts, with its parts."""
    parts = found.of(Way.PART)
    for name in dict.fromkeys(one.before.id for one in parts):
        theirs = [one for one in parts if one.before.id == name]
        yield theirs[0].before, tuple(one.statement for one in theirs)


def _told(found: Change) -> str:
    split = list(_split(found))
    numbers = (
        (len(found.of(Way.SAME)), "as before"),
        (len(found.of(Way.REWORDED)), "reworded"),
        (len(split), f"asked in {counted(sum(len(parts) for _, parts in split), 'part')} now"),
        (len(found.of(Way.NEW)), "new"),
        (len(found.gone), "gone"),
    )
    return listed([f"{number} {words}" for number, words in numbers if number])
