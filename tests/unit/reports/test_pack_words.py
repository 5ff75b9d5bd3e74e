"""Numbers, dates and comparisons as a person would say them."""

from dataclasses import replace

import pytest

from mainstay.reports import chart_rows
from mainstay.reports import pack_words as say
from mainstay.terms.findings import Verdict
from mainstay.terms.missing import Missing
from tests.unit.reports import made_up_figures as figures
from tests.unit.reports import made_up_findings as made


@pytest.mark.parametrize(
    ("indicator", "value", "written"),
    [
        ("patients_per_gp", 2210.4, "2,210"),
        ("survey_overall_2024", 0.8468, "84.7%"),
        ("list_change_1y_share", -0.02, "−2.0%"),
        ("survey_overall_2024", None, "No data"),
    ],
)
def test_amounts(indicator: str, value: float | None, written: str) -> None:
    assert say.amount(figures.indicator(indicator), value) == written


@pytest.mark.parametrize(
    ("label", "long", "short", "sentence"),
    [
        (
            "2018-19",
            "April 2018 to March 2019",
            "Apr 2018 to Mar 2019",
            "in April 2018 to March 2019",
        ),
        ("2026-09", "September 2026", "Sep 2026", "in September 2026"),
        ("2026-10-01", "1 October 2026", "1 Oct 2026", "on 1 October 2026"),
        ("2019", "2019", "2019", "in 2019"),
    ],
)
def test_periods(label: str, long: str, short: str, sentence: str) -> None:
    assert say.period(label) == long
    assert say.short_period(label) == short
    assert say.when(label) == sentence


def test_a_missing_figure_gives_its_reason() -> None:
    figure = figures.figure(figures.indicator("patients_per_gp"), "Z00001", None)
    assert say.shown(replace(figure, missing=Missing.SUPPRESSED)) == "No data: suppressed"
    assert say.shown(replace(figure, missing=None)) == "No data"


def test_a_comparison_within_chance_is_called_about_the_same() -> None:
    near = figures.figure(
        figures.indicator("survey_overall_2024"),
        "Z00001",
        0.75,
        england=0.74,
        half=0.05,
        period="2026",
    )
    assert say.beside_england(figures.comparison(near)) == (
        "Patients with a good experience overall: 75.0% in 2026, about the same as England (74.0%)."
    )


def test_what_is_not_tested_is_told_by_its_ends_and_not_as_no_change() -> None:
    trend = replace(made.made_up_findings().trends[0], verdict=Verdict.UNKNOWN, centre=None)
    first, last = trend.points[0], trend.points[-1]
    assert say.headline(trend) == (
        f"{trend.indicator.plain_name}: from {say.shown(first)} to {say.shown(last)}"
    )
    assert say.over_time(trend).endswith(f"to {say.shown(last)} {say.when(last.period)}.")


def test_what_is_tested_and_not_shown_is_no_clear_change() -> None:
    trend = replace(made.made_up_findings().trends[0], verdict=Verdict.SUSTAINED, centre=None)
    assert say.headline(trend).endswith(": no clear change")
    assert say.over_time(trend).endswith(": no clear change.")


def test_row_names_drop_the_words_that_all_share() -> None:
    names = ["Patients aged under 5", "Patients aged 65 and over"]
    assert chart_rows.told_apart(names) == ["Under 5", "65 and over"]
    assert chart_rows.told_apart(["Same", "Same"]) == ["Same", "Same"]
    assert chart_rows.told_apart(["Patients", "Patients seen"]) == ["Patients", "Patients seen"]


def test_long_names_are_folded_and_very_long_ones_cut_with_dots() -> None:
    assert chart_rows.folded("Short") == ("Short", "")
    first, second = chart_rows.folded("A good experience of contacting the practice by telephone")
    assert max(len(first), len(second)) <= chart_rows.LINE + 1
    assert second.endswith("…")
