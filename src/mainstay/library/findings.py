"""Put together everything that one practice's page and pack show."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from mainstay.analysis import comparisons, trends
from mainstay.terms import definitions
from mainstay.terms.errors import MainstayError
from mainstay.terms.findings import (
    Comparison,
    Figure,
    PracticeFacts,
    PracticeFindings,
    SimilarPractice,
    Trend,
)
from mainstay.terms.indicators import Indicator
from mainstay.terms.missing import Missing
from mainstay.terms.releases import Release

if TYPE_CHECKING:
    from mainstay.library.known import Known, MatrixTable

Record = Mapping[str, Any]
AREA_KINDS = ("pcn", "sub_icb", "icb", "region")


def assemble(known: "Known", code: str, matrix: "MatrixTable") -> PracticeFindings:
    """One practice's findings, as known. Raises MainstayError for a code that is not known."""
    facts = _facts(known, code)
    latest = known.figures(practice=code, latest=True)
    history = known.figures(practice=code)
    compared = tuple(_comparisons(known, latest))
    return PracticeFindings(
        facts=facts,
        as_of=known.as_of,
        fingerprint=known.fingerprint,
        practices_compared=known.practices().height,
        row=matrix.rows([code])[0],
        rule_set=matrix.rule_set,
        comparisons=compared,
        trends=tuple(_trends(history, known)),
        similar=tuple(_similar(known, code)),
        releases=_used(known.releases, compared, history),
        not_known=tuple(_not_known(known, latest)),
    )


def figure_from(indicator: Indicator, record: Record) -> Figure:
    """A Figure from a row of the book."""
    reason = record["missing_reason"]
    return Figure(
        indicator=indicator,
        practice_code=record["practice_code"],
        period=record["period"],
        period_end=record["period_end"],
        value=record["value"],
        category=record["category"],
        lower=record["lower"],
        upper=record["upper"],
        numerator=record["numerator"],
        denominator=record["denominator"],
        england=record["england"],
        area=record["area"],
        similar=record["similar"],
        missing=Missing(reason) if reason else None,
        release=record["release"],
    )


def _facts(known: "Known", code: str) -> PracticeFacts:
    found = known.practices().filter(pl.col("practice_code") == code)
    if found.is_empty():
        raise MainstayError(
            f"No practice with the code '{code}' is known on {known.as_of}.",
            advice="It may have closed or opened since: try another day, or check the code.",
        )
    record = found.row(0, named=True)
    areas = {kind: _area(record, kind) for kind in AREA_KINDS}
    return PracticeFacts(
        practice_code=code,
        practice_name=record["practice_name"],
        postcode=record["postcode"],
        latitude=record["latitude"],
        longitude=record["longitude"],
        synthetic=known.synthetic,
        **areas,
    )


def _area(record: Record, kind: str) -> tuple[str, str] | None:
    code = record[f"{kind}_code"]
    return (code, record[f"{kind}_name"] or code) if code else None


def _comparisons(known: "Known", latest: pl.DataFrame) -> Iterator[Comparison]:
    """The latest figure of each indicator beside the others, in the definitions' order."""
    records = {record["indicator_id"]: record for record in latest.iter_rows(named=True)}
    places = known.percentiles(latest["practice_code"][0]) if records else {}
    for name, indicator in definitions.indicators().items():
        if name in records:
            figure = figure_from(indicator, records[name])
            yield comparisons.compare(figure, percentile=places.get(name))


def _trends(history: pl.DataFrame, known: "Known") -> Iterator[Trend]:
    wanted = definitions.indicators()
    past = history.filter(pl.col("period_end") <= known.as_of)  # the book is in order
    for name, records in groupby(past.iter_rows(named=True), key=itemgetter("indicator_id")):
        indicator = wanted[name]
        points = [figure_from(indicator, record) for record in records]
        if sum(point.value is not None for point in points) > 1:
            yield trends.trend(points, indicator)


def _similar(known: "Known", code: str) -> Iterator[SimilarPractice]:
    peers = known.book.peers(code).sort("distance", "peer_code")
    if peers.is_empty():
        return
    features = known.book.features
    wanted = features.filter(pl.col("practice_code").is_in([code, *peers["peer_code"]]))
    values = {record["practice_code"]: record for record in wanted.iter_rows(named=True)}
    names = dict(known.practices().select("practice_code", "practice_name").iter_rows())
    for record in peers.iter_rows(named=True):
        peer = record["peer_code"]
        yield SimilarPractice(
            practice_code=peer,
            practice_name=names.get(peer, peer),
            distance=record["distance"],
            features={
                name: (values[code][name], values[peer][name])
                for name in features.columns
                if name != "practice_code"
            },
        )


def _used(
    releases: Iterable[Release], compared: Iterable[Comparison], history: pl.DataFrame
) -> tuple[Release, ...]:
    """The releases that any figure shown came from."""
    joined = {one.figure.release for one in compared} | set(history["release"].drop_nulls())
    ids = {part for text in joined if text for part in text.split(" + ")}
    return tuple(one for one in releases if one.id in ids)


def _not_known(known: "Known", latest: pl.DataFrame) -> Iterator[str]:
    """A sentence for each topic and reason, naming the measures without a value."""
    records = {record["indicator_id"]: record for record in latest.iter_rows(named=True)}
    without: dict[tuple[str, Missing], list[str]] = {}
    for name, indicator in definitions.indicators().items():
        record = records.get(name)
        reason = Missing.NOT_PUBLISHED if record is None else record["missing_reason"]
        if reason:
            without.setdefault((indicator.topic, Missing(reason)), []).append(indicator.plain_name)
    for (topic, reason), names in without.items():
        yield f"{topic.capitalize()}. {reason.sentence} {'; '.join(names)}."
