"""Regions, boards, sub-locations and networks of the island, cut so that they nest."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mainstay.synthetic.island import cut
from mainstay.synthetic.streams import Floats, Ints

PRACTICES_A_BOARD = 150
PRACTICES_A_SUB_ICB = 59
PRACTICES_A_NETWORK = 6.4  # closed ones included


@dataclass(frozen=True)
class Level:
    """One level of areas: their codes and names, the outline of each, the index of its parent."""

    code: tuple[str, ...]
    ons_code: tuple[str, ...]
    name: tuple[str, ...]
    parent: Ints
    outline: tuple[Floats, ...]


@dataclass(frozen=True)
class Areas:
    region: Level
    icb: Level
    sub_icb: Level
    pcn_code: tuple[str, ...]
    pcn_name: tuple[str, ...]
    pcn_parent: Ints  # index of the sub-ICB location
    sub_icb_of: Ints  # practice -> sub-ICB location
    pcn_of: Ints  # practice -> network, -1 for a practice in none


def how_many(practices: int) -> tuple[int, int, int]:
    """Regions, boards and sub-locations for so many practices: 7, 42 and 106 for England's."""
    boards = int(np.clip(round(practices / PRACTICES_A_BOARD), 2, 42))
    subs = int(np.clip(round(practices / PRACTICES_A_SUB_ICB), boards + 1, 106))
    return max(2, round(boards / 6)), boards, subs


def divide(
    points: Floats, outline: Floats, parts: int, rng: np.random.Generator
) -> tuple[Ints, list[Floats]]:
    """Cut an outline into `parts` pieces, each with some of the points: which piece, and outlines.

    Cuts run across the longer side at a slant and leave unequal shares, as real areas are.
    """
    if parts <= 1:
        return np.zeros(len(points), dtype=np.int64), [outline]
    first = parts // 2
    share = np.clip(first / parts + rng.normal(0, 0.16), 0.15, 0.85)
    spread = np.ptp(points, axis=0) if len(points) > 1 else np.ptp(outline, axis=0)
    angle = (0.0 if spread[0] >= spread[1] else np.pi / 2) + rng.normal(0, 0.25)
    normal = np.array([np.cos(angle), np.sin(angle)])
    along = (points if len(points) else outline) @ normal
    offset = float(np.quantile(along, share)) + 0.5
    below, above = cut(outline, normal, offset)
    low = points @ normal <= offset
    which = np.zeros(len(points), dtype=np.int64)
    which[low], first_outlines = divide(points[low], below, first, rng)
    later, later_outlines = divide(points[~low], above, parts - first, rng)
    which[~low] = later + first
    return which, first_outlines + later_outlines


def nest(
    points: Floats, outlines: list[Floats], member: Ints, counts: Ints, rng: np.random.Generator
) -> tuple[Ints, list[Floats], Ints]:
    """Divide each outline again: the new piece of every point, the outlines, their parents."""
    which = np.zeros(len(points), dtype=np.int64)
    pieces: list[Floats] = []
    parents: list[int] = []
    for index, outline in enumerate(outlines):
        here = member == index
        inner, cuts = divide(points[here], outline, int(counts[index]), rng)
        which[here] = inner + len(pieces)
        pieces += cuts
        parents += [index] * len(cuts)
    return which, pieces, np.array(parents, dtype=np.int64)


def shared_out(total: int, weights: Floats) -> Ints:
    """Whole numbers of at least one that add up to `total`, in proportion to weights."""
    counts = np.ones(len(weights), dtype=np.int64)
    for _ in range(total - len(weights)):
        counts[np.argmax(weights / (counts + 0.5))] += 1
    return counts


def letters(number: int) -> str:
    """0 -> A ... 25 -> Z."""
    return chr(ord("A") + number)


def build(points: Floats, outline: Floats, names: list[str], rng: np.random.Generator) -> Areas:
    """Cut the island into areas for practices at `points`; `names` supplies their names."""
    regions, boards, subs = how_many(len(points))
    names_left = iter(names)
    in_region, region_outlines = divide(points, outline, regions, rng)
    counts = shared_out(boards, np.bincount(in_region, minlength=regions).astype(float))
    in_icb, icb_outlines, icb_parent = nest(points, region_outlines, in_region, counts, rng)
    counts = shared_out(subs, np.bincount(in_icb, minlength=boards).astype(float))
    in_sub, sub_outlines, sub_parent = nest(points, icb_outlines, in_icb, counts, rng)
    counts = np.maximum(
        1, (np.bincount(in_sub, minlength=subs) / PRACTICES_A_NETWORK).astype(np.int64)
    )
    in_pcn, _, pcn_parent = nest(points, sub_outlines, in_sub, counts, rng)
    alone = rng.random(len(points)) < 0.01
    return Areas(
        region=_regions(region_outlines, names_left),
        icb=_boards(icb_outlines, icb_parent, names_left),
        sub_icb=_subs(sub_outlines, sub_parent, names_left),
        pcn_code=tuple(f"ZN{index + 1:05d}" for index in range(len(pcn_parent))),
        pcn_name=tuple(f"{next(names_left)} PCN" for _ in pcn_parent),
        pcn_parent=pcn_parent,
        sub_icb_of=in_sub,
        pcn_of=np.where(alone, -1, in_pcn),
    )


def _regions(outlines: list[Floats], names: Iterator[str]) -> Level:
    count = len(outlines)
    return Level(
        tuple(f"ZR{index + 1}" for index in range(count)),
        tuple(f"Z530000{index + 1:02d}" for index in range(count)),
        tuple(f"{next(names)} and {next(names)}" for _ in range(count)),
        np.zeros(count, dtype=np.int64),
        tuple(outlines),
    )


def _boards(outlines: list[Floats], parent: Ints, names: Iterator[str]) -> Level:
    count = len(outlines)
    return Level(
        tuple(
            f"ZQ{letters(index % 26)}{'' if index < 26 else index // 26}" for index in range(count)
        ),
        tuple(f"Z520000{index + 1:02d}" for index in range(count)),
        tuple(f"{next(names)} and {next(names)}" for _ in range(count)),
        parent,
        tuple(outlines),
    )


def _subs(outlines: list[Floats], parent: Ints, names: Iterator[str]) -> Level:
    count = len(outlines)
    return Level(
        tuple(f"Z{index // 26}{letters(index % 26)}" for index in range(count)),
        tuple(f"Z51000{index + 1:03d}" for index in range(count)),
        tuple(next(names) for _ in range(count)),
        parent,
        tuple(outlines),
    )
