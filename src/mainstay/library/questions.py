"""What a matrix can be asked: by which rules, on whose judgements, for whom."""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl

from mainstay.analysis import matrix as matrices
from mainstay.analysis import matrix_rows
from mainstay.analysis.judgements import judgements as read_judgements
from mainstay.terms import definitions
from mainstay.terms.errors import MainstayError
from mainstay.terms.findings import MatrixRow
from mainstay.terms.matrix import Judgement, Kind, RuleSet
from mainstay.terms.wording import counted

DEFAULT_RULES = "gprp-2016"
SHOWN = 5  # codes in a sentence


@dataclass(frozen=True)
class Question:
    """Which rule set and whose judgements a matrix is read by."""

    rules: str = DEFAULT_RULES
    judgements: tuple[Judgement, ...] = ()
    judged_until: date | None = None  # that of the figures, unless another day is given


class MatrixTable:
    """The matrix of some practices, in order, with the nouns for those that are asked for."""

    def __init__(self, matrix: matrices.Matrix) -> None:
        self.matrix = matrix

    @property
    def rule_set(self) -> RuleSet:
        return self.matrix.rules

    @cached_property
    def _frame(self) -> pl.DataFrame:
        return self.matrix.frame

    def frame(self) -> pl.DataFrame:
        """One row a practice, in order: places, counts, then each criterion's cell."""
        return self._frame

    def rows(self, codes: Sequence[str]) -> tuple[MatrixRow, ...]:
        """The nouns of the practices named, with the sentences that explain each cell."""
        return matrix_rows.rows(self.matrix, codes, definitions.indicators())


def rule_set(name: str) -> RuleSet:
    """A rule set by name. Raises MainstayError where there is none."""
    rules = definitions.rule_sets()
    if name not in rules:
        raise MainstayError(
            f"There is no rule set '{name}'.", advice=f"There are: {', '.join(rules)}."
        )
    return rules[name]


def judged(given: Path | Sequence[Judgement] | None) -> tuple[Judgement, ...]:
    """Judgements as given, or read from a CSV file, which is read again when it has changed."""
    if given is None:
        return ()
    if isinstance(given, Path):
        return _judgements_file(given, given.stat().st_mtime_ns)
    return tuple(given)


def not_used(
    judgements: Sequence[Judgement], rules: RuleSet, practices: Collection[str], as_of: date
) -> list[str]:
    """Sentences on judgements that change nothing, or that stand over a measured figure."""
    strangers = sorted({one.practice_code for one in judgements} - set(practices))
    later = [one for one in judgements if one.on > as_of]
    measured = {one.number for one in rules.criteria if one.kind is Kind.MEASURE}
    over = [one for one in judgements if one.criterion in measured and one.on <= as_of]
    told = []
    if strangers:
        told.append(f"No practice is known with the code {', '.join(strangers[:SHOWN])}.")
    if later:
        told.append(f"{counted(len(later), 'judgement')} made after {as_of} left out.")
    if over:
        told.append(
            f"{counted(len(over), 'judgement')} of a measured criterion: the level is the judged "
            "one, and the figure stays beside it."
        )
    return told


@lru_cache(maxsize=4)
def _judgements_file(path: Path, _changed: int) -> tuple[Judgement, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            numbered = [(reader.line_num, row) for row in reader]
            lines = [number for number, _ in numbered]
            rows = [row for _, row in numbered]
            return read_judgements(rows, reader.fieldnames or (), lines)
    except UnicodeDecodeError as error:
        raise MainstayError(
            f"{path.name} is not a UTF-8 text file.", advice="Save it as 'CSV UTF-8'."
        ) from error
    except csv.Error as error:
        raise MainstayError(f"{path.name} is not a CSV file: {error}.") from error
