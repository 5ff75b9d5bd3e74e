"""How often answers of a team whose work stays as it is would be called a change.

The triangle's own rules are played on teams made up by chance. Each person has a view of each
statement, which lies about the team's; on another day they answer it anew, with some error. Some
people leave and others come. A team agrees on the middle of what people answered, or one step
beside it. docs/explanation/triangle.md tells the numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from mainstay.analysis.shown_answers import shown
from mainstay.analysis.triangle import Time, moved
from mainstay.terms.answers import Sheet
from mainstay.terms.frameworks import newest

TRIANGLE = newest("triangle")
NAMES = [one.id for one in TRIANGLE.statements]
DOCS = Path(__file__).parents[3] / "docs/explanation/triangle.md"
PAIRS = 120  # rounds one after the other, of 40 statements each
BESIDE, LEAVE = 0.15, 0.2  # of agreed answers, and of people between the rounds


@dataclass(frozen=True)
class Team:
    """Sizes of its staff groups; how far views lie apart, and one's own on two days, in steps."""

    groups: tuple[int, ...]
    apart: float
    error: float
    at: float | None = None  # the team's view of every statement; by chance from 1 to 4 if None
    alone: bool = True


TEAMS = {
    f"{sum(groups)} people, views {apart} apart, error {error}"
    + (", all between two steps" if at else "")
    + ("" if alone else ", together only"): Team(groups, apart, error, at, alone)
    for groups in ((5,), (8,), (5, 6), (6, 6, 8))
    for apart, error in ((0.5, 0.3), (0.7, 0.5), (0.9, 0.7))
    for at, alone in ((None, True), (2.5, True), (None, False))
}


@cache
def rates(name: str) -> tuple[float, float]:
    """Of 100 statements: how many are called a change, and how many moved at all."""
    team, chance = TEAMS[name], np.random.default_rng(20261122)
    sure = other = 0
    for _ in range(PAIRS):
        for one in moved(TRIANGLE, *two_rounds(team, chance)):
            sure += one.steps != 0 and not one.by_chance
            other += one.steps != 0
    return 100 * sure / (PAIRS * len(NAMES)), 100 * other / (PAIRS * len(NAMES))


def two_rounds(team: Team, chance: np.random.Generator) -> Iterator[Time]:
    people, size = sum(team.groups), len(NAMES)
    middle = chance.uniform(1, 4, size) if team.at is None else np.full(size, team.at)
    views = middle + chance.normal(0, team.apart, (people, size))
    yield answered(team, views, chance)
    others = middle + chance.normal(0, team.apart, (people, size))
    stay = chance.random((people, 1)) >= LEAVE
    yield answered(team, np.where(stay, views, others), chance)


def answered(team: Team, views: np.ndarray, chance: np.random.Generator) -> Time:
    given = np.clip(np.rint(views + chance.normal(0, team.error, views.shape)), 1, 4).astype(int)
    middle = np.median(given, axis=0)
    tie = np.where(chance.random(middle.shape) < 0.5, np.floor(middle), np.ceil(middle))
    step = chance.choice([-1, 1], middle.shape) * (chance.random(middle.shape) < BESIDE)
    agreed = np.clip(tie + step, 1, 4).astype(int)
    names = [f"g{group}" for group, size in enumerate(team.groups) for _ in range(size)]
    sheets = [
        Sheet(group, dict(zip(NAMES, map(int, row), strict=True)))
        for group, row in zip(names, given, strict=True)
    ]
    released = shown(sheets, NAMES) if team.alone else None
    return Time(dict(zip(NAMES, map(int, agreed), strict=True)), released)


@pytest.mark.parametrize("name", TEAMS)
def test_noise_is_called_a_change_in_fewer_than_five_of_a_hundred(name):
    called, moved_at_all = rates(name)
    assert called < 5
    assert moved_at_all > 20, "the noise is noise"


def test_a_change_of_two_steps_is_found():
    """Else a rule that never speaks would do."""
    chance = np.random.default_rng(20261122)
    team = Team((6, 6), 0.5, 0.3)
    found = 0
    for _ in range(PAIRS):
        views = 1.5 + chance.normal(0, team.apart, (12, len(NAMES)))
        times = [answered(team, each, chance) for each in (views, views + 2)]
        found += sum(not one.by_chance and one.steps > 0 for one in moved(TRIANGLE, *times))
    assert found / (PAIRS * len(NAMES)) > 0.6


def test_the_page_tells_the_numbers():
    told = " ".join(DOCS.read_text(encoding="utf-8").split())
    called = [rates(name)[0] for name in TEAMS]
    at_all = [rates(name)[1] for name in TEAMS]
    assert f"{max(called):.1f} of 100 statements in the worst" in told
    assert f"{np.median(called):.1f} in the middle one" in told
    assert f"{min(at_all):.0f} to {max(at_all):.0f} of 100" in told
    assert f"{len(TEAMS)} kinds of team" in told
