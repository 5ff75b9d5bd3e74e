"""Who works in a practice, year by year: headcounts and whole-time equivalents that add up."""

from dataclasses import dataclass

import numpy as np

from mainstay.synthetic.england import England
from mainstay.synthetic.parameters import assumed, for_year, quantile
from mainstay.synthetic.streams import Flags, Floats, Ints, stream

HOURS_A_WEEK = 37.5
VACANCY_FROM = 2021


@dataclass(frozen=True)
class Team:
    """By practice. GPs are split by role; the other groups are totals."""

    gp_headcount: Ints
    gp_wte: Floats
    partners: Ints
    salaried: Ints
    trainees: Ints
    locums_vacancy: Ints
    role_wte: dict[str, Floats]  # partners, salaried, trainees, locums_vacancy
    nurse_wte: Floats
    direct_care_wte: Floats
    admin_wte: Floats
    no_data: Flags


def team(england: England, year: int, which: Ints) -> Team:
    """GPs per patient as measured in 2019 and moved by the national trend; the rest around it."""
    count = england.about.height
    rng = stream(england.seed, "team")
    patients = england.lists[_quarter(england, year), which]
    wanted = _gp_wte(england, year, which) * patients / 10_000
    trainee = (
        (rng.random(count) < 0.24)[which] * (patients > 6000) * np.maximum(1, patients // 9000)
    )
    locum = _locums(england, year, which)
    permanent = np.maximum(wanted - 0.95 * trainee - 0.5 * locum, 0.3)
    each = np.exp(rng.normal(np.log(0.72), 0.22, count))[which].clip(0.35, 1.05)
    single = permanent <= 1.15
    people = np.where(single, 1, np.maximum(1, np.rint(permanent / each))).astype(np.int64)
    partner_share = _partner_share(england, year, which)
    partners = np.maximum(1, np.rint(people * partner_share)).astype(np.int64).clip(max=people)
    salaried = people - partners
    role_wte = _role_wte(permanent, partners, salaried, trainee, locum)
    size = patients / 10_000
    return Team(
        gp_headcount=people + trainee.astype(np.int64) + locum,
        gp_wte=sum(role_wte.values(), np.zeros(len(which))),
        partners=partners,
        salaried=salaried,
        trainees=trainee.astype(np.int64),
        locums_vacancy=locum,
        role_wte=role_wte,
        nurse_wte=_around(england, "nurses", year, which, "nurse_wte_per_10000", 0.45) * size,
        direct_care_wte=_around(england, "access", year, which, "direct_care_wte_per_10000", 0.5)
        * size,
        admin_wte=_around(england, "partners", year, which, "admin_wte_per_10000", 0.25) * size,
        no_data=_silent(england, year)[which],
    )


def _quarter(england: England, year: int) -> int:
    return min((year - 2016) * 4 + 1, len(england.lists) - 1)


def _gp_wte(england: England, year: int, which: Ints) -> Floats:
    per = quantile("gp_wte_per_10000", england.score("gp_wte_per_10000", year, which))
    trend = for_year(assumed()["gp_wte_trend"], year)
    short = england.in_case("long_vacancy", which) * (year >= VACANCY_FROM)
    return np.asarray(np.maximum(per, 0.8) * trend * (1 - 0.45 * short))


def _locums(england: England, year: int, which: Ints) -> Ints:
    draw = stream(england.seed, "locums", year).random(england.about.height)[which]
    rate = assumed()["locum_vacancy_share"] * np.exp(
        -0.5 * england.score("gp_wte_per_10000", year, which)
    )
    long = (england.in_case("long_vacancy", which) > 0) & (year >= VACANCY_FROM)
    return ((draw < rate) | long).astype(np.int64)


def _partner_share(england: England, year: int, which: Ints) -> Floats:
    score = england.score("partners", year, which)
    middle = 0.72 - 0.025 * (year - 2017)
    return np.asarray(np.clip(middle + 0.2 * score, 0.15, 1.0))


def _role_wte(
    permanent: Floats, partners: Ints, salaried: Ints, trainee: Floats, locum: Ints
) -> dict[str, Floats]:
    """Partners work longer weeks than salaried GPs: about 0.85 of a whole time to 0.6."""
    weight = 0.85 * partners + 0.6 * salaried
    return {
        "partners": permanent * 0.85 * partners / weight,
        "salaried": permanent * 0.6 * salaried / weight,
        "trainees": 0.95 * trainee,
        "locums_vacancy": np.asarray(0.5 * locum, dtype=np.float64),
    }


def _around(
    england: England, score: str, year: int, which: Ints, rate: str, spread: float
) -> Floats:
    """A rate per 10,000 patients around the national one, log-normal, less where hardship is."""
    log = spread * england.score(score, year, which) - 0.05 * england.score("imd_2015", year, which)
    return np.asarray(assumed()[rate] * np.exp(log - spread**2 / 2))


def _silent(england: England, year: int) -> Flags:
    draw = stream(england.seed, "silent", year).random(england.about.height)
    return np.asarray(draw < assumed()["workforce_no_data"])
