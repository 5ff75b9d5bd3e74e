"""The practices of the island: where they stand, what they are like, and how they drift."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from scipy.special import ndtri

from mainstay.synthetic import island
from mainstay.synthetic.parameters import assumed, measured
from mainstay.synthetic.streams import Flags, Floats, Ints, stream

YEARS = tuple(range(2016, 2027))
STEADY = 0.75  # share of a practice's standing that never changes; the rest drifts
DRIFT = 0.85  # what is left of last year's drift
YES_OR_NO = 0.7  # what is left of a correlation when one in six is set apart from the rest
FIXED = ("rural", "imd_2015", "aged_65_over_percent", "list_size", "weight")


@dataclass(frozen=True)
class Setting:
    """Points on the island, metres, and the settlement that each belongs to."""

    points: Floats
    town: Ints
    outline: Floats


def settle(count: int, target: int, seed: int) -> Setting:
    """Put practices in towns of very unequal size, and one in six in a village of its own."""
    rng = stream(seed, "settle")
    outline = island.coast(target, stream(seed, "coast"))
    towns = max(6, count // 14)
    centres = island.scatter(towns, outline, rng)
    weights = 1 / (np.arange(towns) + 3.0)
    town = rng.choice(towns, size=count, p=weights / weights.sum())
    width = 900.0 + 1100.0 * np.sqrt(np.bincount(town, minlength=towns))
    points = centres[town] + rng.normal(0, 1, (count, 2)) * width[town, None]
    alone = rng.random(count) < 0.16
    town[alone] = towns + np.arange(alone.sum())
    points[alone] = island.scatter(int(alone.sum()), outline, rng)
    lost = ~island.inside(points, outline)
    points[lost] = island.scatter(int(lost.sum()), outline, rng)
    return Setting(points.round(0), town, outline)


def normal_scores(values: Floats) -> Floats:
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return np.asarray(ndtri((ranks + 0.5) / len(values)))


def _remoteness(setting: Setting, rng: np.random.Generator) -> Floats:
    near = min(6, len(setting.points) - 1)
    distance, _ = cKDTree(setting.points).query(setting.points, k=near + 1)
    return normal_scores(np.log(distance[:, -1] + 100) + rng.normal(0, 0.4, len(distance)))


def _hardship(setting: Setting, rng: np.random.Generator) -> Floats:
    """Deprivation runs in towns and in quarters of towns."""
    by_town = rng.normal(0, 1, setting.town.max() + 1)[setting.town]
    waves = rng.normal(0, 1 / 6000, (2, 24))
    turn = rng.uniform(0, 2 * np.pi, 24)
    by_quarter = np.cos(setting.points @ waves + turn).sum(axis=1) / np.sqrt(12)
    own = rng.normal(0, 1, len(by_town))
    return normal_scores(np.sqrt(0.3) * by_town + np.sqrt(0.4) * by_quarter + np.sqrt(0.3) * own)


def standing(setting: Setting, seed: int) -> dict[str, Floats]:
    """Normal scores, years x practices, of each measured quality, correlated as measured.

    A Gaussian copula: independent scores (remoteness and hardship from the map, the others
    drawn) times the root of the measured correlations. What is not fixed drifts, by AR(1).
    """
    rng = stream(seed, "standing")
    names: list[str] = measured()["correlations"]["names"]
    count = len(setting.points)
    steady = rng.normal(0, 1, (len(names), count))
    steady[0] = _remoteness(setting, rng)
    steady[1] = _hardship(setting, rng)
    drift = _drift(rng, len(names), count)
    fixed = np.array([name in FIXED for name in names])[None, :, None]
    own = np.where(fixed, steady, np.sqrt(STEADY) * steady + np.sqrt(1 - STEADY) * drift)
    root = np.linalg.cholesky(_nearest(_uncut(np.array(measured()["correlations"]["matrix"]))))
    scores = np.einsum("ij,yjp->yip", root, own)
    return {name: scores[:, index] for index, name in enumerate(names)}


def _uncut(matrix: Floats) -> Floats:
    """Rurality was measured as yes or no, which weakens its correlations; give them back."""
    mended = matrix.copy()
    mended[0, 1:] /= YES_OR_NO
    mended[1:, 0] /= YES_OR_NO
    return mended


def _drift(rng: np.random.Generator, qualities: int, count: int) -> Floats:
    drift = np.empty((len(YEARS), qualities, count))
    drift[0] = rng.normal(0, 1, (qualities, count))
    for year in range(1, len(YEARS)):
        fresh = rng.normal(0, 1, (qualities, count))
        drift[year] = DRIFT * drift[year - 1] + np.sqrt(1 - DRIFT**2) * fresh
    return drift


def _nearest(matrix: Floats) -> Floats:
    """Rounded correlations may not hold together: lift the smallest eigenvalues and rescale."""
    values, vectors = np.linalg.eigh(matrix)
    mended = vectors @ np.diag(np.maximum(values, 1e-3)) @ vectors.T
    scale = np.sqrt(np.diag(mended))
    return mended / np.outer(scale, scale)


def further(names: tuple[str, ...], count: int, seed: int) -> dict[str, Floats]:
    """More qualities, independent of the measured ones: steady in part, drifting in part."""
    rng = stream(seed, "further", *names)
    steady = rng.normal(0, 1, (1, len(names), count))
    drift = _drift(rng, len(names), count)
    scores = np.sqrt(STEADY) * steady + np.sqrt(1 - STEADY) * drift
    return {name: scores[:, index] for index, name in enumerate(names)}


def choose_cases(open_throughout: Flags, seed: int) -> dict[str, Ints]:
    """Practices made to show the programme's worked examples, none in two at once."""
    rng = stream(seed, "cases")
    left = rng.permutation(np.flatnonzero(open_throughout))
    chosen = {}
    for name, share in assumed()["cases"].items():
        count = max(2, round(share * len(open_throughout)))
        chosen[name], left = np.sort(left[:count]), left[count:]
    return chosen
