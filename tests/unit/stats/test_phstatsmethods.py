"""The same figures from OHID's own package, to 1e-9."""

import numpy as np
import pandas as pd
import PHStatsMethods
import pytest

from mainstay.stats import change, intervals, standardise

COUNTS = np.array([1, 2, 5, 9, 10, 11, 47, 300, 12_345])
PEOPLE = np.array([10, 50, 100, 200, 5000, 40, 90, 12_000, 60_000])
LEVELS = [0.95, 0.998]


def close(ours, theirs):
    np.testing.assert_allclose(ours, np.asarray(theirs, dtype=float), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_wilson(level):
    ours = intervals.wilson(COUNTS, PEOPLE, level)
    theirs = [
        PHStatsMethods.wilson(int(x), int(n), level) for x, n in zip(COUNTS, PEOPLE, strict=True)
    ]
    close(np.transpose([ours.lower, ours.upper]), theirs)


@pytest.mark.parametrize("level", LEVELS)
def test_byar_and_exact(level):
    ours = intervals.byar(COUNTS, level)
    close(ours.lower, [PHStatsMethods.byars_lower(int(x), level) for x in COUNTS])
    close(ours.upper, [PHStatsMethods.byars_upper(int(x), level) for x in COUNTS])


@pytest.mark.parametrize("level", LEVELS)
def test_shares_and_rates_by_practice(level):
    table = pd.DataFrame({"events": COUNTS, "people": PEOPLE})
    theirs = PHStatsMethods.ph_rate(table, "events", "people", confidence=level, multiplier=1000)
    ours = intervals.rate(COUNTS, PEOPLE, 1000, level)
    percent = f"{100 * level:g}".replace(".", "_")
    lower, upper = (f"{side}_{percent}_ci" for side in ("lower", "upper"))
    close(ours.value, theirs["Value"])
    close(ours.lower, theirs[lower])
    close(ours.upper, theirs[upper])


def strata():
    rng = np.random.default_rng(7)
    people = rng.integers(50, 900, (6, 5))
    events = rng.poisson(people * np.linspace(0.01, 0.2, 5))
    events[0] = [0, 1, 0, 2, 1]
    return events, people


def long_table(events, people):
    practice, band = np.indices(people.shape)
    reference = np.tile(np.array([300, 900, 1500, 2600, 4000]), len(people))
    return pd.DataFrame(
        {
            "practice": practice.ravel(),
            "band": band.ravel(),
            "events": events.ravel(),
            "people": people.ravel(),
            "reference_events": reference,
            "reference_people": 20_000,
        }
    )


def test_indirect_standardisation():
    events, people = strata()
    table = long_table(events, people)
    columns = ("events", "people", "reference_events", "reference_people")
    theirs = PHStatsMethods.ph_ISRatio(table, *columns, group_cols="practice")
    rates = PHStatsMethods.ph_ISRate(table, *columns, group_cols="practice", multiplier=1)
    reference = table["reference_events"][:5], np.full(5, 20_000)
    ours = standardise.indirect(events.sum(axis=1), people, *reference)
    close(ours.expected, theirs["Expected"])
    for part, name in zip(ours.ratio, ("Value", "lower_95_ci", "upper_95_ci"), strict=True):
        close(part, theirs[name])
    for part, name in zip(ours.rate, ("Value", "lower_95_ci", "upper_95_ci"), strict=True):
        close(part, rates[name])


def test_direct_standardisation():
    events, people = strata()
    table = long_table(events, people)
    theirs = PHStatsMethods.ph_dsr(
        table,
        "events",
        "people",
        "reference_events",
        group_cols="practice",
        euro_standard_pops=False,
    )
    ours = standardise.direct(events, people, table["reference_events"][:5], 100_000)
    for part, name in zip(ours, ("Value", "lower_95_ci", "upper_95_ci"), strict=True):
        close(part, theirs[name])
    assert np.isnan(ours.value[0])


def test_mean():
    values = np.array([3.0, 4.5, 9.25, 1.0, 7.75])
    table = pd.DataFrame({"value": values, "area": "A"})
    theirs = PHStatsMethods.ph_mean(table, "value", "area").iloc[0]
    ours = intervals.mean(values)
    close(ours, theirs[["mean" if "mean" in theirs else "Value", "lower_95_ci", "upper_95_ci"]])


LABELS = {
    "Low (0.001)": -2,
    "Low (0.025)": -1,
    "Not significant": 0,
    "High (0.025)": 1,
    "High (0.001)": 2,
}


def test_ratio_funnel_labels_are_the_practices_own_limits_against_one():
    observed = np.array([1, 3, 8, 15, 40, 42, 70, 100, 210, 130])
    expected = np.array([12.0, 9.0, 9.0, 30.0, 30.0, 30.0, 30.0, 101.0, 150.0, 105.0])
    table = pd.DataFrame({"observed": observed, "expected": expected})
    theirs = PHStatsMethods.assign_funnel_significance(table, "observed", "ratio", "expected")
    ours = sum(change.against(intervals.ratio(observed, expected, p), 1.0) for p in LEVELS)
    assert list(ours) == [LABELS[each] for each in theirs["significance"]]
    assert len(set(ours)) == 5


def test_share_funnel_labels_are_the_practices_own_limits_against_the_average():
    events = np.array([10, 30, 45, 50, 60, 75, 83, 95, 120])
    people = np.array([150, 200, 200, 200, 220, 200, 200, 200, 190])
    table = pd.DataFrame({"events": events, "people": people})
    theirs = PHStatsMethods.assign_funnel_significance(table, "events", "proportion", "people")
    average = events.sum() / people.sum()
    ours = sum(change.against(intervals.wilson(events, people, p), average) for p in LEVELS)
    assert list(ours) == [LABELS[each] for each in theirs["significance"]]
    assert len(set(ours)) == 5
