"""The support matrix told slowly: one practice, one criterion, one setting at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, CutOff, Judgement, Kind, Measure, RuleSet, Status

HEIGHT = {
    Level.NOT_JUDGED: 0,
    Level.NO_DATA: 0,
    Level.LOW: 1,
    Level.MEDIUM: 2,
    Level.HIGH: 3,
}
BY_HEIGHT = {1: Level.LOW, 2: Level.MEDIUM, 3: Level.HIGH}
COUNTED = {
    "high": (Level.HIGH,),
    "medium": (Level.MEDIUM,),
    "low": (Level.LOW,),
    "no_data": (Level.NO_DATA, Level.NOT_JUDGED),
}


@dataclass(frozen=True)
class Given:
    """One figure: a number or a word, or why there is neither."""

    value: float | None = None
    category: str | None = None
    missing: str | None = None


@dataclass(frozen=True)
class Account:
    """One practice's levels, its place, and the ends of its range."""

    levels: tuple[Level, ...]
    order: int
    low: int
    high: int


Figures = Mapping[tuple[str, str], Given]  # by practice code and indicator
Setting = tuple[tuple[tuple[int, int, int], float], ...]  # criterion, measure, cut-off, from 0


class Telling:
    """Everything that an account is read from."""

    def __init__(
        self,
        areas: Mapping[str, str | None],
        figures: Figures,
        rules: RuleSet,
        judgements: Sequence[Judgement],
        as_of: date,
        with_judgements: bool = False,
    ) -> None:
        self.areas = areas
        self.figures = figures
        self.rules = rules
        self.judgements = judgements
        self.as_of = as_of
        self.with_judgements = with_judgements
        self.held = cache(self.held)
        self.own_counts = cache(self.own_counts)
        self.held_by_half = cache(self.held_by_half)

    def accounts(self, settings: Sequence[Setting]) -> dict[str, Account]:
        """Every practice's account, with its range over these settings of the assumed cut-offs."""
        return {code: self.account(code, settings) for code in self.areas}

    def account(self, code: str, settings: Sequence[Setting]) -> Account:
        own = self.levels(code, ())
        order = self.place(code, own, ())
        reached = [order]
        for setting in settings:
            for imagined in (Level.LOW, Level.HIGH):
                reached.append(self.place(code, self.imagined(code, setting, imagined), setting))
        return Account(own, order, min(reached), max(reached))

    def place(self, code: str, levels: Sequence[Level], setting: Setting) -> int:
        """One more than the number of other practices whose counts come first."""
        mine = self.counts(levels)
        others = [self.own_counts(one, setting) for one in self.areas if one != code]
        return 1 + sum(other > mine for other in others)

    def own_counts(self, code: str, setting: Setting) -> tuple[int, ...]:
        return self.counts(self.levels(code, setting))

    def counts(self, levels: Sequence[Level]) -> tuple[int, ...]:
        return tuple(sum(level in COUNTED[key] for level in levels) for key in self.rules.ordering)

    def levels(self, code: str, setting: Setting) -> tuple[Level, ...]:
        return tuple(self.level(code, place, setting)[0] for place in self.places())

    def imagined(self, code: str, setting: Setting, level: Level) -> tuple[Level, ...]:
        """Levels with every missing value read as low, or as high."""
        found = []
        for place in self.places():
            read, could_rise = self.level(code, place, setting)
            waiting = read is Level.NOT_JUDGED and self.with_judgements
            if could_rise or waiting:
                read = max(read, level, key=HEIGHT.__getitem__)
            found.append(read)
        return tuple(found)

    def places(self) -> range:
        return range(len(self.rules.criteria))

    def level(self, code: str, place: int, setting: Setting) -> tuple[Level, bool]:
        """A criterion's level, and whether a missing value could make it high."""
        criterion = self.rules.criteria[place]
        judged = self.judged(code, criterion.number)
        if judged is not None:
            return judged, False
        if criterion.kind is Kind.JUDGEMENT:
            return Level.NOT_JUDGED, False
        return self.measured(code, criterion, place, setting)

    def judged(self, code: str, number: int) -> Level | None:
        mine = [
            one
            for one in self.judgements
            if one.practice_code == code and one.criterion == number and one.on <= self.as_of
        ]
        if not mine:
            return None
        newest = max(enumerate(mine), key=lambda pair: (pair[1].on, pair[0]))[1].level
        return None if newest is Level.NOT_JUDGED else newest

    def measured(
        self, code: str, criterion: Criterion, place: int, setting: Setting
    ) -> tuple[Level, bool]:
        best, could_rise = Level.NO_DATA, False
        for choice in {one.choice for one in criterion.measures}:
            level, may = self.choice(code, criterion, place, choice, setting)
            best = max(best, level, key=HEIGHT.__getitem__)
            could_rise = could_rise or may
        return best, could_rise

    def choice(
        self, code: str, criterion: Criterion, place: int, choice: str, setting: Setting
    ) -> tuple[Level, bool]:
        """The first alternative with a value is the one that is read."""
        may = False
        for at, measure in enumerate(criterion.measures):
            if measure.choice != choice:
                continue
            if self.readable(code, measure):
                numbers = [
                    dict(setting).get((place, at, k), own(one))
                    for k, one in enumerate(measure.cut_offs)
                ]
                return self.read(code, measure, numbers), False
            given = self.figures.get((code, measure.indicator), Given())
            may = may or given.missing != "not applicable"
        return Level.NO_DATA, may and self.held_by_half(criterion, choice)

    def held_by_half(self, criterion: Criterion, choice: str) -> bool:
        """Whether at least half of the practices have a value of one of the alternatives."""
        return any(
            2 * sum(self.readable(code, measure) for code in self.areas) >= len(self.areas)
            for measure in criterion.measures
            if measure.choice == choice
        )

    def readable(self, code: str, measure: Measure) -> bool:
        given = self.figures.get((code, measure.indicator), Given())
        if measure.concern == "category":
            return given.category is not None
        return given.value is not None and all(
            self.held(code, measure, one) is not None for one in measure.cut_offs
        )

    def read(self, code: str, measure: Measure, numbers: Sequence[float]) -> Level:
        reached = [1]
        for cut_off, number in zip(measure.cut_offs, numbers, strict=True):
            if cut_off.category is not None:
                same = self.figures[code, measure.indicator].category == cut_off.category
                reached.append(round(number) if same else 1)
                continue
            held = self.held(code, measure, cut_off)
            assert held is not None
            over = held >= number if measure.concern == "high" else held < number
            reached.append(HEIGHT[cut_off.level] if over else 1)
        return BY_HEIGHT[max(reached)]

    def held(self, code: str, measure: Measure, cut_off: CutOff) -> float | None:
        """What a cut-off is held against: the value, or its percentile."""
        value = self.figures[code, measure.indicator].value
        if cut_off.scale == "value" or value is None:
            return value
        peers = [
            one
            for one in self.areas
            if cut_off.scale == "england_percentile" or self.areas[one] == self.areas[code]
        ]
        if cut_off.scale == "area_percentile" and self.areas[code] is None:
            return None
        values = [self.figures.get((one, measure.indicator), Given()).value for one in peers]
        known = [one for one in values if one is not None]
        if cut_off.scale == "area_percentile" and len(known) < 4:
            return None
        below = sum(one < value for one in known)
        equal = sum(one == value for one in known)
        return (below + equal / 2) / len(known) * 100


def own(cut_off: CutOff) -> float:
    return float(HEIGHT[cut_off.level]) if cut_off.at is None else cut_off.at


def assumed(rules: RuleSet) -> list[tuple[tuple[int, int, int], CutOff]]:
    """The cut-offs that a setting turns, in the order of the rule set."""
    return [
        ((c, m, k), cut_off)
        for c, criterion in enumerate(rules.criteria)
        for m, measure in enumerate(criterion.measures)
        for k, cut_off in enumerate(measure.cut_offs)
        if cut_off.status is Status.ASSUMED and cut_off.plausible
    ]
