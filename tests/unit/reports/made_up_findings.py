"""Findings built by hand for invented practices, so that reports can be tested on their own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from mainstay.terms import findings as found
from mainstay.terms.definitions import rule_sets
from mainstay.terms.findings import Verdict
from mainstay.terms.indicators import (
    Direction,
    Unit,
)
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, Judgement, Kind
from mainstay.terms.missing import Missing
from mainstay.terms.periods import Period
from mainstay.terms.releases import Release
from tests.unit.reports.made_up_figures import comparison, definition, figure, indicator
from tests.unit.reports.made_up_measures import CATEGORIES, CONDITIONS, MEASURES, PERIODS, TRENDS

AS_OF = date(2026, 11, 1)
HOSTILE = 'The #set *St. John\'s* _& Sons_ $x$ <b>@Mill</b> \\ "Medical" [Centre] `1`'


def made_up_findings(
    code: str = "Z00001", name: str = "Elmbrook Surgery", *, synthetic: bool = True
) -> found.PracticeFindings:
    """A practice with something of everything; another code gives other figures."""
    draw = Random(code)
    releases = _releases(synthetic)
    comparisons = (*_measured(code, draw), *_rated(code))
    comparisons = (*comparisons, *_prevalences(code, draw))
    return found.PracticeFindings(
        facts=facts(code, name, synthetic=synthetic),
        as_of=AS_OF,
        fingerprint="f" * 64,
        practices_compared=6213,
        row=_row(code, name, {one.figure.indicator.id: one.figure for one in comparisons}, draw),
        rule_set=rule_sets()["gprp-2016"],
        comparisons=comparisons,
        trends=tuple(
            _trend(one.figure, draw) for one in comparisons if one.figure.indicator.id in TRENDS
        ),
        similar=_similar(),
        releases=tuple(releases.values()),
        not_known=("Nobody has said how many posts are empty.", "The survey had only 98 answers."),
    )


def nothing_known(code: str = "Z00002", name: str = "Quietway Practice") -> found.PracticeFindings:
    """A practice of which nothing at all is published."""
    full = made_up_findings(code, name)
    return replace(
        full,
        facts=replace(full.facts, postcode=None, pcn=None, sub_icb=None, icb=None, region=None),
        row=_row(code, name, {}, Random(code)),
        comparisons=(),
        trends=(),
        similar=(),
        releases=(),
        not_known=(),
    )


def only_missing(code: str = "Z00003", name: str = "Veil Lane Surgery") -> found.PracticeFindings:
    """A practice whose every figure was suppressed or never sent in."""
    full = made_up_findings(code, name)
    reasons = list(Missing)
    hidden = tuple(
        _hidden(one, reasons[place % len(reasons)]) for place, one in enumerate(full.comparisons)
    )
    figures = {one.figure.indicator.id: one.figure for one in hidden}
    trends = tuple(replace(one, points=(), verdict=Verdict.UNKNOWN) for one in full.trends)
    row = _row(code, name, figures, Random(code))
    return replace(full, comparisons=hidden, trends=trends, row=row, similar=())


def one_point(code: str = "Z00004", name: str = "Newly Opened Surgery") -> found.PracticeFindings:
    """A practice so new that every series has one point and no limits."""
    full = made_up_findings(code, name)
    trends = tuple(_shortened(one) for one in full.trends)
    return replace(full, trends=trends, comparisons=full.comparisons[:3], similar=full.similar[:1])


def facts(code: str, name: str, *, synthetic: bool = True) -> found.PracticeFacts:
    return found.PracticeFacts(
        practice_code=code,
        practice_name=name,
        postcode="ZZ1 1ZZ",
        pcn=("ZN00001", "Elm Vale PCN"),
        sub_icb=("Z0A", "Eastmere"),
        icb=("ZA1", "Eastmere and Wold"),
        region=("ZR1", "Made-up Midlands"),
        latitude=52.0,
        longitude=-1.5,
        synthetic=synthetic,
    )


def _measured(code: str, draw: Random) -> list[found.Comparison]:
    made = []
    for name, (_, _, _, _, england, spread, publication) in MEASURES.items():
        value = max(draw.gauss(england, spread), -0.2 if "gap" in name or "change" in name else 0.0)
        made.append(
            figure(
                indicator(name),
                code,
                min(value, 1.0) if england < 1 else value,
                england=england,
                half=spread / 2,
                period=PERIODS[publication],
            )
        )
    return [comparison(one) for one in made]


def _rated(code: str) -> list[found.Comparison]:
    return [
        found.Comparison(
            figure(indicator(name), code, None, period=PERIODS[publication], category=category),
            Verdict.UNKNOWN,
            Verdict.UNKNOWN,
            Verdict.UNKNOWN,
            None,
        )
        for name, (_, _, category, publication) in CATEGORIES.items()
    ]


def _prevalences(code: str, draw: Random) -> list[found.Comparison]:
    made = []
    for short, words in CONDITIONS.items():
        expected = draw.uniform(0.005, 0.14)
        gap = draw.gauss(0, 0.12) * expected
        what = f"Patients recorded with {words}"
        recorded = definition(
            f"prevalence_{short}",
            what,
            "prevalence",
            Unit.SHARE,
            Direction.NEITHER,
            "qof-prevalence",
        )
        what = f"{words.capitalize()}: recorded less expected prevalence"
        less = definition(
            f"prevalence_gap_{short}",
            what,
            "prevalence",
            Unit.SHARE,
            Direction.NEITHER,
            "qof-prevalence",
        )
        made.append(figure(recorded, code, expected + gap, england=expected, half=expected / 10))
        made.append(figure(less, code, gap, england=0.0, half=expected / 10))
    return [comparison(one) for one in made]


def _hidden(one: found.Comparison, reason: Missing) -> found.Comparison:
    empty = replace(one.figure, value=None, category=None, lower=None, upper=None, missing=reason)
    unknown = Verdict.UNKNOWN
    return found.Comparison(empty, unknown, unknown, unknown, None)


def _trend(latest: found.Figure, draw: Random) -> found.Trend:
    xmr = latest.indicator.id == "appointments_per_1000"
    points = _history(latest, 24 if xmr else 7, monthly=xmr, draw=draw)
    values = [one.value for one in points if one.value is not None]
    centre = sum(values) / len(values)
    spread = (max(values) - min(values)) or 1.0
    return found.Trend(
        indicator=latest.indicator,
        kind="xmr" if xmr else "change",
        points=points,
        centre=centre if xmr else None,
        lower_limit=centre - spread if xmr else None,
        upper_limit=centre + spread if xmr else None,
        special=tuple("concern" if place == 20 else "" for place in range(len(points))),
        verdict=Verdict.SUSTAINED,
        difference=values[-1] - values[0],
        difference_lower=None if xmr else values[-1] - values[0] - spread / 3,
        difference_upper=None if xmr else values[-1] - values[0] + spread / 3,
    )


def _history(
    latest: found.Figure, count: int, *, monthly: bool, draw: Random
) -> tuple[found.Figure, ...]:
    value = latest.value or 1.0
    points = []
    for back in range(count - 1, -1, -1):
        months = 2026 * 12 + 8 - back
        period = f"{months // 12}-{months % 12 + 1:02d}" if monthly else str(2026 - back)
        then = value * draw.uniform(0.95, 1.05)
        half = None if latest.lower is None else value - latest.lower
        point = figure(
            latest.indicator,
            latest.practice_code,
            then,
            england=latest.england,
            half=half,
            period=period,
        )
        gap = back == 3 and not monthly
        points.append(replace(point, value=None, lower=None, upper=None) if gap else point)
    return tuple(points)


def _shortened(one: found.Trend) -> found.Trend:
    return replace(
        one,
        kind="change",
        points=one.points[-1:],
        centre=None,
        lower_limit=None,
        upper_limit=None,
        special=("",),
        verdict=Verdict.UNKNOWN,
        difference=None,
        difference_lower=None,
        difference_upper=None,
    )


def _row(
    code: str, name: str, figures: Mapping[str, found.Figure], draw: Random
) -> found.MatrixRow:
    rules = rule_sets()["gprp-2016"]
    results = tuple(_result(code, one, figures, draw) for one in rules.criteria)
    counts = {level: sum(one.level is level for one in results) for level in Level}
    return found.MatrixRow(code, name, "Z0A", 41, 23, 77, counts, results, None)


def _result(
    code: str, criterion: Criterion, figures: Mapping[str, found.Figure], draw: Random
) -> found.CriterionResult:
    if criterion.kind is Kind.JUDGEMENT:
        return _judged(code, criterion, bool(figures))
    read = [figures[one.indicator] for one in criterion.measures if one.indicator in figures]
    if not read or not read[0].known:
        return found.CriterionResult(
            criterion, Level.NO_DATA, read[0] if read else None, None, "No figure is held.", ""
        )
    level = draw.choice((Level.HIGH, Level.MEDIUM, Level.LOW, Level.LOW))
    return found.CriterionResult(
        criterion,
        level,
        read[0],
        None,
        "The figure is past the cut-off." if level is not Level.LOW else "It is short of it.",
        "One more full-time GP would move this to medium." if level is Level.HIGH else "",
    )


def _judged(code: str, criterion: Criterion, judged: bool) -> found.CriterionResult:
    if criterion.number != 9 or not judged:
        reason = "Nobody has judged this yet."
        return found.CriterionResult(criterion, Level.NOT_JUDGED, None, None, reason, "")
    why = "Two partners retire in March."
    judgement = Judgement(code, 9, Level.HIGH, why, "A. Made-up Person", date(2026, 10, 3))
    return found.CriterionResult(criterion, Level.HIGH, None, judgement, why, "")


def _similar() -> tuple[found.SimilarPractice, ...]:
    return tuple(
        found.SimilarPractice(
            f"Z{10000 + place}",
            f"Peer {place} Surgery",
            0.4 + place / 10,
            {
                "list_size": (9000.0, 9000.0 + 40 * place),
                "aged_65_over_share": (0.18, 0.18 + place / 500),
                "deprivation_score": (21.0, None if place == 3 else 22.5 + place),
            },
        )
        for place in range(1, 16)
    )


def _releases(synthetic: bool) -> dict[str, Release]:
    return {
        publication: Release(
            id=f"{publication}/{label}",
            publication=publication,
            period=Period.parse(label),
            published=date(2026, 10, 15),
            published_from="file",
            sha256=f"{place:02d}" * 32,
            rows=6213,
            file_name=f"{publication}.csv",
            member=None,
            part="",
            original_sha256="a" * 64,
            table_sha256="b" * 64,
            synthetic=synthetic,
            imported_at=datetime(2026, 10, 20, tzinfo=UTC),
        )
        for place, (publication, label) in enumerate(PERIODS.items())
    }
