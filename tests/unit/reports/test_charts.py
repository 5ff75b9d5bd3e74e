"""Pictures show what was found, in shapes that can be told apart, and nothing for what was not."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import pytest
import vl_convert

from mainstay.reports import chart_parts, chart_specs, charts, pictures
from mainstay.reports.charts import FunnelLine, Marked
from mainstay.reports.level_strip import level_strip
from mainstay.terms.findings import PracticeFindings, Trend
from tests.unit.reports import made_up_findings as made
from tests.unit.reports.made_up_figures import indicator as definition_of

WHO = "Elmbrook Surgery"
NAMES = [
    {"place": 0, "measure": "Short", "drop": 4},
    {"place": 1, "measure": "The first line", "drop": -3},
    {"place": 1, "measure": "and the second", "drop": 11},
]
ROWS = [
    {"place": place, "value": 0.1 * place, "lower": 0.1, "upper": 0.3, "clear": place}
    for place in (0, 1)
]
YEARS = [2020.25 + n for n in range(4)]
AT = {"size": 100, "value": 0.7}
SAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "trend": (
        {"unit": "share"},
        {
            "points": [{"at": at, "value": 0.7 + at / 20, "england": 0.74} for at in YEARS],
            "known": [{"at": at, "value": 0.7 + at / 20, "special": int(at) % 2} for at in YEARS],
            "spans": [{"at": at, "lower": 0.6, "upper": 0.9} for at in YEARS],
            "limits": [{"value": 0.65}],
            "ends": [{"at": 2023.25, "value": 0.85, "name": "This practice"}],
        },
    ),
    "dots": (
        {"unit": "pounds", "height": 68},
        {
            "names": NAMES,
            "rows": ROWS,
            "marks": [{"place": 0, "name": "England", "value": 0.2}],
            "key": [{"name": "England", "x": 12}],
        },
    ),
    "gaps": ({"height": 40}, {"names": NAMES, "rows": ROWS, "zero": [{"value": 0}]}),
    "distribution": (
        {},
        {
            "bins": [{"low": 10 * n, "high": 10 * n + 10, "practices": n} for n in range(5)],
            "marks": [{"value": 20, "up": -10}],
            "left": [{"value": 20, "up": -10, "name": "England 20"}],
            "right": [],
        },
    ),
    "funnel": (
        {"unit": "share"},
        {
            "points": [AT],
            "limits": [{**AT, "line": one} for one in chart_specs.LIMITS],
            "centre": [{"value": 0.7}],
            "chosen": [{**AT, "name": WHO}],
        },
    ),
}


def sample(kind: str) -> pictures.Drawing:
    options, tables = SAMPLES[kind]
    return pictures.drawing(kind, tables, **options)


@pytest.fixture(scope="module")
def findings() -> PracticeFindings:
    return made.made_up_findings()


@pytest.fixture
def trend(findings: PracticeFindings) -> Trend:
    return next(one for one in findings.trends if one.indicator.id == "survey_overall_2024")


def every_figure(findings: PracticeFindings) -> list[charts.Figure]:
    survey = [one for one in findings.comparisons if one.figure.indicator.topic == "survey"]
    gaps = [one for one in findings.comparisons if "_gap_" in one.figure.indicator.id]
    line = FunnelLine(100, 0.65, 0.83, 0.6, 0.88)
    marked = [Marked(WHO, 0.847, 98), Marked("England", 0.74)]
    indicator = definition_of("survey_overall_2024")
    figures = [
        *(charts.trend_chart(one, WHO) for one in findings.trends),
        charts.age_profile(findings.comparisons, WHO, "Eastmere"),
        charts.comparison_chart(survey, WHO, "Eastmere", "What patients say"),
        charts.prevalence_gap_chart(gaps, WHO),
        charts.distribution_chart(indicator, [0.5, 0.7, 0.74, 0.8], marked, "2026"),
        charts.funnel_chart(indicator, [(98, 0.84), (60, 0.7)], 0.74, [line], marked, "2026"),
        level_strip(findings.row, findings.rule_set),
    ]
    return [one for one in figures if one is not None]


def test_every_picture_has_title_caption_alternative_and_numbers(
    findings: PracticeFindings,
) -> None:
    figures = every_figure(findings)
    assert len(figures) == len(findings.trends) + 6
    for figure in figures:
        assert figure.title
        assert figure.alternative
        assert figure.table.rows
        assert figure.caption.endswith(".")


def test_pictures_are_safe_under_a_strict_policy_and_beside_each_other(
    findings: PracticeFindings,
) -> None:
    for figure in every_figure(findings):
        assert figure.svg.startswith("<svg")
        assert not re.search(r'\s(style|id|on\w+)="|<script|<style|url\(', figure.svg)


@pytest.mark.parametrize("kind", SAMPLES)
def test_text_drawn_unmeasured_is_the_picture_that_measuring_would_give(kind: str) -> None:
    data = [sample(kind).data]
    fast, slow = (list(pictures.drawn(kind, data, measured=one)) for one in (False, True))
    assert fast == slow
    assert fast[0].count("<text") >= 4


@pytest.mark.parametrize("kind", SAMPLES)
def test_pictures_drawn_together_are_the_pictures_drawn_alone(kind: str) -> None:
    options, tables = SAMPLES[kind]
    changed = {
        name: [{**row, "value": row["value"] + 0.01} if "value" in row else row for row in rows]
        for name, rows in tables.items()
    }
    other = pictures.drawing(kind, changed, **{**options, "unit": "number"})
    asked = [sample(kind).data, other.data, sample(kind).data]
    alone = [svg for one in asked for svg in pictures.drawn(kind, [one])]
    assert list(pictures.drawn(kind, asked)) == alone
    assert alone[0] == alone[2] != alone[1]
    for svg in alone:
        ElementTree.fromstring(svg)


def test_a_picture_is_as_high_as_its_rows_and_its_axis_says_the_unit() -> None:
    pounds = pictures.svgs([sample("dots")])[0]
    assert 'height="116"' in pounds  # 68 for two rows, and 26 and 22 of margin
    assert re.findall(r">(£[\d.]+)<", pounds)
    assert re.findall(r">(\d+%)<", pictures.svgs([sample("trend")])[0])


def test_a_picture_that_was_drawn_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pictures.svgs([sample("gaps"), sample("gaps")])
    monkeypatch.setattr(pictures, "drawn", None)
    assert pictures.svgs([sample("gaps")])[0] == first[0] == first[1]


def test_all_text_is_of_the_size_that_the_specification_asks_for(
    findings: PracticeFindings,
) -> None:
    sizes = {
        size
        for figure in every_figure(findings)
        for size in re.findall(r'font-size="([^"]+)"', figure.svg)
    }
    assert sizes == {f"{chart_parts.TEXT_SIZE}px"}


def test_one_point_or_none_is_a_sentence_and_not_a_picture(trend: Trend) -> None:
    assert charts.trend_chart(replace(trend, points=trend.points[-1:]), WHO) is None
    assert charts.trend_chart(replace(trend, points=()), WHO) is None


def test_a_missing_value_breaks_the_line_and_never_falls_to_zero(trend: Trend) -> None:
    blank = next(place for place, one in enumerate(trend.points) if one.value is None)
    figure = charts.trend_chart(trend, WHO)
    assert figure is not None
    practice_line = re.search(r'<path d="([^"]+)"[^>]*stroke="#12436D"', figure.svg)
    assert practice_line is not None
    assert practice_line.group(1).count("M") == 2
    assert figure.table.rows[blank][1].startswith("No data")  # type: ignore[union-attr]
    assert "0%" not in re.findall(r">(\d+%)<", figure.svg)


def test_england_is_left_out_where_it_would_flatten_the_practice(trend: Trend) -> None:
    far = replace(trend, points=tuple(replace(one, england=0.05) for one in trend.points))
    near, away = charts.trend_chart(trend, WHO), charts.trend_chart(far, WHO)
    assert near is not None
    assert away is not None
    assert ">England<" in near.svg
    assert ">England<" not in away.svg
    assert "England, too far away to draw: 5.0%" in away.caption


def test_measures_without_a_value_are_left_out_of_a_comparison() -> None:
    hidden = made.only_missing().comparisons
    assert charts.age_profile(hidden, WHO, "Eastmere") is None
    assert charts.prevalence_gap_chart(hidden, WHO) is None


def test_a_distribution_and_a_funnel_of_nothing_are_not_drawn() -> None:
    indicator = definition_of("survey_overall_2024")
    assert charts.distribution_chart(indicator, [], [], "2026") is None
    assert charts.distribution_chart(indicator, [float("nan")], [], "2026") is None
    assert charts.funnel_chart(indicator, [], 0.74, [], [], "2026") is None


def test_a_distribution_counts_every_practice_with_a_value() -> None:
    indicator = definition_of("survey_overall_2024")
    values = [0.4, 0.5, 0.5, 0.9, float("nan")]
    figure = charts.distribution_chart(indicator, values, [], "2026")
    assert figure is not None
    assert sum(int(str(row[2])) for row in figure.table.rows) == 4


def test_six_thousand_practices_make_a_funnel_of_a_bearable_size() -> None:
    indicator = definition_of("survey_overall_2024")
    points = [(20 + (n * 37) % 400, ((n * 7919) % 1000) / 1000) for n in range(6300)]
    figure = charts.funnel_chart(indicator, points, 0.5, [], [], "2026")
    assert figure is not None
    assert len(figure.svg) < 900_000


@pytest.mark.parametrize("colour", [*chart_parts.COLOURS, chart_parts.MIDDLE, chart_parts.GREY])
def test_colours_have_three_to_one_against_the_page(colour: str) -> None:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) >= 3


def test_no_two_kinds_of_mark_share_a_shape() -> None:
    assert len(set(chart_parts.SHAPES)) == len(chart_parts.NAMES)


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_is_a_specification_that_vega_lite_takes(kind: str) -> None:
    _, data = SAMPLES[kind]
    spec = getattr(chart_specs, kind)()
    compiled = vl_convert.vegalite_to_vega(json.dumps(spec), vl_version=pictures.VERSION)
    assert {one["name"] for one in compiled["data"]} >= set(spec["datasets"])
    assert set(spec["datasets"]) == set(data)
