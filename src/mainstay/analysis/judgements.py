"""A table of judgements: rows in, Judgement nouns out.

The columns are practice_code, criterion, level, reason, by, on. Every fault is found before any
is told, and each says the line, the column and what to do.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from mainstay.terms.errors import MainstayError
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Judgement

IMPACT = 0
CRITERIA = 16
COLUMNS = ("practice_code", "criterion", "level", "reason", "by", "on")
FIRST_LINE = 2  # line 1 holds the headings
_SHOWN = 10
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")


class JudgementError(MainstayError):
    """A judgements table that cannot be used; `faults` holds one sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - _SHOWN
        told = [*self.faults[:_SHOWN], *([f"And {more} more."] if more > 0 else [])]
        super().__init__("\n".join(told))


def judgements(
    rows: Iterable[Mapping[Any, object]],
    headings: Sequence[str] | None = None,
    lines: Sequence[int] | None = None,
) -> tuple[Judgement, ...]:
    """Judgements from the rows of a table, in their order. Blank rows are passed over.

    `rows`: text by heading, as csv.DictReader gives it (values beyond the headings under None).
    `headings` lets a table without rows be checked too; `lines` gives the line of each row where
    they do not follow one another from line 2. A level of "not
    yet judged" takes an earlier judgement back. Raises JudgementError, which names the line and
    the column of each fault and says what to do.
    """
    held = list(rows)
    names = headings if headings is not None else (list(held[0]) if held else COLUMNS)
    _require_columns(names)
    faults: list[str] = []
    found: list[tuple[int, Judgement]] = []
    for line, row in zip(lines or count(FIRST_LINE), held, strict=False):
        text = {name: _text(row.get(name)) for name in COLUMNS}
        if row.get(None):
            faults.append(
                f"Line {line}: it has more values than there are columns. "
                "Put quotation marks round a reason that has a comma in it."
            )
        elif any(text.values()):
            judgement = _judgement(line, text, faults)
            found += [(line, judgement)] if judgement else []
    faults += _twice(found)
    if faults:
        raise JudgementError(faults)
    return tuple(one for _, one in found)


def standing(judged: Iterable[Judgement], as_of: date) -> dict[tuple[str, int], Judgement]:
    """The newest judgement on or before a day, by practice code and criterion (0 for impact).

    One that was taken back ("not yet judged") leaves none standing.
    """
    newest: dict[tuple[str, int], Judgement] = {}
    for one in judged:
        key = (one.practice_code, one.criterion)
        if one.on <= as_of and (key not in newest or newest[key].on <= one.on):
            newest[key] = one
    return {key: one for key, one in newest.items() if one.level.known}


def _require_columns(names: Sequence[str]) -> None:
    missing = [one for one in COLUMNS if one not in names]
    if missing:
        told = ", ".join(f"'{one}'" for one in missing)
        raise JudgementError(
            [f"Line 1: the column {told} is missing. Give the first line as {','.join(COLUMNS)}."]
        )


def _judgement(line: int, text: Mapping[str, str], faults: list[str]) -> Judgement | None:
    before = len(faults)
    criterion = _criterion(line, text["criterion"], faults)
    level = _level(line, text["level"], faults)
    on = _day(line, text["on"], faults)
    for name, advice in _NEEDED.items():
        if not text[name]:
            faults.append(f"Line {line}, column '{name}': it is empty. {advice}")
    if len(faults) > before or criterion is None or level is None or on is None:
        return None
    return Judgement(
        text["practice_code"].upper(), criterion, level, text["reason"], text["by"], on
    )


_NEEDED = {
    "practice_code": "Write the practice's code, such as Z00001.",
    "reason": "Write why, in a sentence: a level without a reason is not taken.",
    "by": "Write who judged.",
}


def _criterion(line: int, text: str, faults: list[str]) -> int | None:
    if text.lower() == "impact":
        return IMPACT
    if text.isascii() and text.isdigit() and IMPACT <= int(text) <= CRITERIA:
        return int(text)
    faults.append(
        f"Line {line}, column 'criterion': '{text}' is not a criterion. "
        f"Write a number from 1 to {CRITERIA}, or impact."
    )
    return None


def _level(line: int, text: str, faults: list[str]) -> Level | None:
    word = text.lower().replace("_", " ")
    allowed = (Level.HIGH, Level.MEDIUM, Level.LOW, Level.NOT_JUDGED)
    for level in allowed:
        if word == level.value:
            return level
    faults.append(
        f"Line {line}, column 'level': '{text}' is not a level. Write high, medium or low, "
        "or 'not yet judged' to take an earlier judgement back."
    )
    return None


def _day(line: int, text: str, faults: list[str]) -> date | None:
    for style in _DATES:
        try:
            return datetime.strptime(text, style).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    faults.append(
        f"Line {line}, column 'on': '{text}' is not a day. Write it as 2026-07-31 or 31/07/2026."
    )
    return None


def _twice(found: Sequence[tuple[int, Judgement]]) -> list[str]:
    seen: dict[tuple[str, int, date], int] = {}
    faults = []
    for line, one in found:
        key = (one.practice_code, one.criterion, one.on)
        if key in seen:
            faults.append(
                f"Line {line}, column 'on': line {seen[key]} judges the same criterion of "
                f"{one.practice_code} on the same day. Keep one of the two."
            )
        seen.setdefault(key, line)
    return faults


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
