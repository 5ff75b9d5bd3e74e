"""The regulator's inspections of the made-up practices: who was visited when, and the ratings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.special import ndtri

from mainstay.synthetic.england import England
from mainstay.synthetic.streams import Flags, Floats, Ints, stream

DOMAINS = ("Safe", "Effective", "Caring", "Responsive", "Well-led")
RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
YEARS = tuple(range(2015, 2027))
FIRST_VISIT = {2015: 0.10, 2016: 0.45, 2017: 0.60, 2018: 0.80}  # of those not yet visited
LATER = 0.35  # a practice that opened later is visited within about three years
AGAIN = {"good": 0.07, "pandemic": 0.02, "poor": 0.40}  # a year, for those already rated
REGISTERED_ANEW = 0.036  # no rating yet, under a new partnership: 4.3% had none in 2026
# share of practices Inadequate, at most Requires improvement, and Outstanding, by domain;
# set so that the overall rating has the shares measured on the active locations of 2026
CUTS = {
    "Safe": (0.006, 0.110, 0.004),
    "Effective": (0.003, 0.055, 0.020),
    "Caring": (0.001, 0.020, 0.030),
    "Responsive": (0.002, 0.045, 0.080),
    "Well-led": (0.006, 0.095, 0.070),
}


@dataclass(frozen=True)
class Visits:
    """The last visit of each practice by a day. Ratings are practices x 6, overall first."""

    ratings: Ints  # -1 for none
    dates: list[date | None]


Year = tuple[int, Flags, Ints, Ints]  # the year, who was visited, the ratings, the day


def on(england: England, day: date) -> Visits:
    """What was published by a day."""
    ratings = np.full((england.about.height, 6), -1, dtype=np.int64)
    dates: list[date | None] = [None] * england.about.height
    anew = stream(england.seed, "registered anew", day.year).random(len(dates)) < REGISTERED_ANEW
    for year, visited, found, days in _history(england):
        if year > day.year:
            break
        for practice in np.flatnonzero(visited):
            published = date(year, 1, 5) + timedelta(days=int(days[practice]))
            if published <= day and not anew[practice]:
                ratings[practice], dates[practice] = found[practice], published
    return Visits(ratings, dates)


def _history(england: England) -> list[Year]:
    return england.remember("inspections", lambda: list(_years(england)))


def _years(england: England) -> Iterator[Year]:
    rng = stream(england.seed, "inspections")
    count = england.about.height
    everyone = np.arange(count)
    ratings = np.full((count, 6), -1, dtype=np.int64)
    for year in YEARS:
        draw, days = rng.random(count), rng.integers(0, 355, count)
        open_now = england.lists[england.quarter(date(max(year, 2016), 7, 1))] > 0
        visited = (draw < _chance(year, ratings)) & open_now
        found = rate(england, year, ratings, rng, everyone)
        lead = england.in_case("poor_leadership", everyone) > 0
        if year == 2022:
            visited |= lead & open_now
        ratings = np.where(visited[:, None], found, ratings)
        yield year, visited, ratings, days


def _chance(year: int, ratings: Ints) -> Floats:
    overall = ratings[:, 0]
    calm = AGAIN["pandemic"] if year in (2020, 2021) else AGAIN["good"]
    poor = AGAIN["poor"] * (0.5 if year in (2020, 2021) else 1.0)
    again = np.where(overall < 2, poor, calm)
    return np.where(overall < 0, FIRST_VISIT.get(year, LATER), again)


def rate(england: England, year: int, before: Ints, rng: np.random.Generator, which: Ints) -> Ints:
    """Overall and five ratings if visited: quality with chance, better after a poor rating."""
    quality = (
        0.30 * england.score("overall_good_percent", year, which)
        + 0.30 * england.score("qof", year, which)
        + 0.15 * england.score("gp_wte_per_10000", year, which)
        - 0.15 * england.score("imd_2015", year, which)
    )
    quality = quality + 0.8 * stream(england.seed, "well led").normal(0, 1, len(which))
    quality = quality / quality.std() + 0.3 * ((before[:, 0] >= 0) & (before[:, 0] < 2))
    domains = [_domain(quality, name, rng) for name in DOMAINS]
    lead = (england.in_case("poor_leadership", which) > 0) & (year >= 2022)
    domains[-1] = np.where(lead, 0, domains[-1])
    return np.column_stack([overall_of(np.column_stack(domains)), *domains])


def _domain(quality: Floats, name: str, rng: np.random.Generator) -> Ints:
    score = 0.8 * quality + 0.6 * rng.normal(0, 1, len(quality))
    worst, poor, best = CUTS[name]
    rating = np.full(len(score), 2)
    rating[score < ndtri(poor)] = 1
    rating[score < ndtri(worst)] = 0
    rating[score > -ndtri(best)] = 3
    return rating.astype(np.int64)


def overall_of(domains: Ints) -> Ints:
    """The regulator's principles: one inadequate or two below good bring the whole down."""
    worst, poor, best = ((domains == level).sum(axis=1) for level in (0, 1, 3))
    overall = np.full(len(domains), 2)
    overall[(best >= 2) & (poor == 0) & (worst == 0)] = 3
    overall[(poor >= 2) | (worst == 1)] = 1
    overall[(worst >= 2) | ((worst == 1) & (poor >= 1))] = 0
    return overall.astype(np.int64)
