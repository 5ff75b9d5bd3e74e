"""Put together everything that a practice's page and pack show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    from mainstay.library.known import Known
    from mainstay.library.questions import MatrixTable

Record = Mapping[str, Any]
Records = Sequence[Record]
NOTHING: Records = ()
AREA_KINDS = ("pcn", "sub_icb", "icb", "region")


def assemble(
    known: "Known", codes: Sequence[str], matrix: "MatrixTable", series: Sequence[str] | None = None
) -> Iterator[PracticeFindings]:
    """The findings of each practice, as known; many together cost less than one by one.

    `series`: the indicators whose past is wanted, all unless given. Raises MainstayError for a code
    that is not known.
    """
    facts = _facts(known, codes)
    latest = _by_practice(known.latest(codes))
    history = _by_practice(known.book.figures(practice=codes, indicator=series))
    peers = _by_practice(known.book.peers(codes).sort("practice_code", "distance", "peer_code"))
    places = _by_practice(known.percentiles(codes))
    rows = {one.practice_code: one for one in matrix.rows(codes)}
    for code in codes:
        now, past = latest.get(code, NOTHING), history.get(code, NOTHING)
        compared = tuple(_comparisons(now, places.get(code, NOTHING)))
        yield PracticeFindings(
            facts=facts[code],
            as_of=known.as_of,
            fingerprint=known.fingerprint,
            practices_compared=known.practices().height,
            row=rows[code],
            rule_set=matrix.rule_set,
            comparisons=compared,
            trends=tuple(_trends(past)),
            similar=tuple(_similar(known, code, peers.get(code, NOTHING))),
            releases=_used(known.releases, compared, past),
            not_known=tuple(_not_known(now)),
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


def _by_practice(table: pl.DataFrame) -> dict[str, list[Record]]:
    """The rows of each practice, as they are ordered."""
    groups: dict[str, list[Record]] = {}
    for record in table.iter_rows(named=True):
        groups.setdefault(record["practice_code"], []).append(record)
    return groups


def _facts(known: "Known", codes: Sequence[str]) -> dict[str, PracticeFacts]:
    found = known.practices().filter(pl.col("practice_code").is_in(codes))
    facts = {
        record["practice_code"]: PracticeFacts(
            practice_code=record["practice_code"],
            practice_name=record["practice_name"],
            postcode=record["postcode"],
            latitude=record["latitude"],
            longitude=record["longitude"],
            synthetic=known.synthetic,
            **{kind: _area(record, kind) for kind in AREA_KINDS},
        )
        for record in found.iter_rows(named=True)
    }
    for code in codes:
        if code not in facts:
            raise MainstayError(
                f"No practice with the code '{code}' is known on {known.as_of}.",
                advice="It may have closed or opened since: try another day, or check the code.",
            )
    return facts


def _area(record: Record, kind: str) -> tuple[str, str] | None:
    code = record[f"{kind}_code"]
    return (code, record[f"{kind}_name"] or code) if code else None


def _comparisons(latest: Records, places: Records) -> Iterator[Comparison]:
    """The latest figure of each indicator beside the others, in the definitions' order."""
    held = {record["indicator_id"]: record for record in latest}
    at = {record["indicator_id"]: record["percentile"] for record in places}
    for name, indicator in definitions.indicators().items():
        if name in held and not _replaced(indicator, held):
            figure = figure_from(indicator, held[name])
            yield comparisons.compare(figure, percentile=at.get(name))


def _trends(history: Records) -> Iterator[Trend]:
    wanted = definitions.indicators()
    past = [one for one in history if one["period_end"] is not None]
    for name, records in groupby(past, key=itemgetter("indicator_id")):  # the book is in order
        indicator = wanted[name]
        points = [figure_from(indicator, record) for record in records]
        if sum(point.value is not None for point in points) > 1:
            yield trends.trend(points, indicator)


def _similar(known: "Known", code: str, peers: Records) -> Iterator[SimilarPractice]:
    features, names = known.features, known.names
    for record in peers:
        peer = record["peer_code"]
        yield SimilarPractice(
            practice_code=peer,
            practice_name=names.get(peer) or peer,
            distance=record["distance"],
            features={name: (own, features[peer][name]) for name, own in features[code].items()},
        )


def _used(
    releases: Iterable[Release], compared: Iterable[Comparison], history: Records
) -> tuple[Release, ...]:
    """The releases that any figure shown came from."""
    joined = {one.figure.release for one in compared} | {record["release"] for record in history}
    ids = {part for text in joined if text for part in text.split(" + ")}
    return tuple(one for one in releases if one.id in ids)


def _not_known(latest: Records) -> Iterator[str]:
    """A sentence for each topic and reason, naming the measures without a value."""
    records = {record["indicator_id"]: record for record in latest}
    without: dict[tuple[str, Missing], list[str]] = {}
    for name, indicator in definitions.indicators().items():
        if _replaced(indicator, records):
            continue
        record = records.get(name)
        reason = Missing.NOT_PUBLISHED if record is None else record["missing_reason"]
        if reason:
            without.setdefault((indicator.topic, Missing(reason)), []).append(indicator.plain_name)
    for (topic, reason), names in without.items():
        yield f"{topic.capitalize()}. {reason.sentence} {'; '.join(names)}."


def _replaced(indicator: Indicator, held: Mapping[str, Record]) -> bool:
    """Whether an old question has no figure that counts, and the one that took its place has."""
    old, new = held.get(indicator.id), held.get(indicator.replaced_by)
    gone = old is None or old["value"] is None
    return gone and new is not None and new["value"] is not None
