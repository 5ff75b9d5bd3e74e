"""One who knows everything that is shown, the rule, who is in which group, and some own answers.

The attacker writes down every way in which the team could have answered (a world), keeps those that
would have been shown as this one was, and looks whether in all of them somebody gave one and the
same answer. Nothing here knows how the rule works: it is asked for each world.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import comb

Answers = tuple[int, ...]  # of one group, in order; 0 where no step was given
World = tuple[Answers, ...]
View = Callable[[World], Hashable]
GIVEN = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Found:
    """What the attacker tried, and what came of it."""

    worlds: int
    cases: int  # what was shown, with a group and own answers in it
    certain: tuple[str, ...]  # cases in which somebody's answer is known, in words
    likeliest: float  # the greatest share of the worlds that agree on one person's answer


def attack(sizes: Sequence[int], view: View, known: int = 1) -> Found:
    """Try every world of groups of these sizes, with `known` answers of one group known."""
    shown: dict[Hashable, list[World]] = {}
    worlds = 0
    for world in _worlds(sizes):
        shown.setdefault(view(world), []).append(world)
        worlds += 1
    cases, certain, likeliest = 0, [], 0.0
    for seen, held in shown.items():
        for group, own in product(range(len(sizes)), combinations_with_replacement(GIVEN, known)):
            left = _left(held, group, own)
            if not left:
                continue
            cases += 1
            for whose, share in _shares(left):
                likeliest = max(likeliest, share)
                if share == 1:
                    certain.append(f"{seen}: knowing {own} of group {group}, all of {whose}")
    return Found(worlds, cases, tuple(certain), likeliest)


def _worlds(sizes: Sequence[int]) -> Iterator[World]:
    """Who of a group gave which answer is not told apart: only how often each was given."""
    return product(*(list(combinations_with_replacement(GIVEN, size)) for size in sizes))


def _left(worlds: Sequence[World], group: int, own: Answers) -> list[list[Counter[int]]]:
    """The answers of the others, in the worlds in which one's own are as they are."""
    mine, found = Counter(own), []
    for world in worlds:
        counted = [Counter(part) for part in world]
        if all(counted[group][answer] >= times for answer, times in mine.items()):
            counted[group] = counted[group] - mine
            found.append(counted)
    return found


def _shares(left: Sequence[Sequence[Counter[int]]]) -> Iterator[tuple[int, float]]:
    """For each group: in how many worlds, people told apart, a member gave the commonest answer."""
    weights = [_ways(world) for world in left]
    for group in range(len(left[0])):
        people = left[0][group].total()
        if not people:
            continue
        given: Counter[int] = Counter()
        for weight, world in zip(weights, left, strict=True):
            for answer, times in world[group].items():
                given[answer] += weight * times
        yield group, max(given.values()) / (sum(weights) * people)


def _ways(world: Sequence[Counter[int]]) -> int:
    """In how many ways the answers can be spread over the people."""
    ways = 1
    for part in world:
        left = part.total()
        for times in part.values():
            ways *= comb(left, times)
            left -= times
    return ways
