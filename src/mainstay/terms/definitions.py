"""Read the definitions that ship with the package into frozen nouns."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mainstay.terms.agreements import (
    AgreementTemplate,
    Commitment,
    Evidence,
    clauses_from,
    require_known_words,
)
from mainstay.terms.errors import DefinitionError
from mainstay.terms.indicators import (
    Change,
    Comparison,
    Direction,
    Following,
    Funnel,
    Indicator,
    Interval,
    Unit,
)
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Criterion, CutOff, Kind, Measure, RuleSet, Status

Record = Mapping[str, Any]
COMMITMENTS = "agreements/commitments.yaml"


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator that ships with Mainstay, by id, in the order of their files."""
    found: dict[str, Indicator] = {}
    for name, record in _records("indicators"):
        for one in _family(record):
            indicator = _checked(name, indicator_from, one)
            if indicator.id in found:
                raise DefinitionError(f"{name}: the indicator '{indicator.id}' is defined twice.")
            found[indicator.id] = indicator
    return found


@cache
def rule_sets() -> Mapping[str, RuleSet]:
    """Every rule set that ships with Mainstay, by id."""
    return {
        rules.id: rules
        for rules in (
            _checked(name, rule_set_from, record) for name, record in _records("matrices")
        )
    }


@cache
def agreement_templates() -> Mapping[str, AgreementTemplate]:
    """Every template of an agreement that ships with Mainstay, by id."""
    return {
        one.id: one
        for one in (
            _checked(name, agreement_template_from, record)
            for name, record in _records("agreements")
            if name != COMMITMENTS
        )
    }


@cache
def commitments() -> tuple[Commitment, ...]:
    """What a practice promises, in order."""
    record = next(record for name, record in _records("agreements") if name == COMMITMENTS)
    return _checked(COMMITMENTS, commitments_from, record)


def agreement_template_from(record: Record) -> AgreementTemplate:
    """One template from its record. Raises KeyError or ValueError for a faulty one."""
    clauses = clauses_from(record["clauses"])
    require_known_words(clauses)
    return AgreementTemplate(
        id=record["id"],
        version=str(record["version"]),
        title=record["title"],
        parts=dict(record["parts"]),
        clauses=clauses,
        status=Status(record["status"]),
        reference=record["reference"],
        fee=record.get("fee"),
        objectives=tuple(record.get("objectives", ())),
        author=record["author"],
        reviewed=_day(record["reviewed"]),
        next_review=_day(record["next_review"]),
        changes=_changes(record),
    )


def commitments_from(record: Record) -> tuple[Commitment, ...]:
    """The commitments of a record. Raises KeyError or ValueError for a faulty one."""
    found = tuple(_commitment(one) for one in record["commitments"])
    _require_numbered([one.number for one in found], "commitments")
    return found


def _commitment(record: Record) -> Commitment:
    return Commitment(
        number=int(record["number"]),
        name=record["name"],
        words=record["words"],
        shown_by=record["shown_by"],
        due=record["due"],
        evidence=Evidence(record["evidence"]),
    )


def indicator_from(record: Record) -> Indicator:
    """One indicator from its record. Raises KeyError or ValueError for a faulty one."""
    return Indicator(
        id=record["id"],
        version=str(record["version"]),
        name=record["name"],
        plain_name=record["plain_name"],
        why_it_matters=record["why_it_matters"],
        numerator=record["numerator"],
        denominator=record["denominator"],
        source=record["source"],
        publications=tuple(record["publications"]),
        expression=record["expression"],
        settings=dict(record.get("settings") or {}),
        direction=Direction(record["direction"]),
        unit=Unit(record["unit"]),
        interval=Interval(record["interval"]),
        comparison=Comparison(record["comparison"]),
        funnel=Funnel(record["funnel"]),
        decimals=int(record["decimals"]),
        max_age_months=int(record["max_age_months"]),
        series=record.get("series", record["id"]),
        topic=record["topic"],
        derived=bool(record.get("derived", False)),
        caveats=tuple(record["caveats"]),
        author=record["author"],
        reviewed=_day(record["reviewed"]),
        next_review=_day(record["next_review"]),
        changes=_changes(record),
        trend=Following(record.get("trend", Following.CHART)),
        no_interval=record.get("no_interval", ""),
        replaced_by=record.get("replaced_by", ""),
    )


def rule_set_from(record: Record) -> RuleSet:
    """One rule set from its record. Raises KeyError or ValueError for a faulty one."""
    criteria = tuple(_criterion(one) for one in record["criteria"])
    _require_numbered([one.number for one in criteria], "criteria")
    return RuleSet(
        id=record["id"],
        version=str(record["version"]),
        name=record["name"],
        purpose=record["purpose"],
        author=record["author"],
        reviewed=_day(record["reviewed"]),
        next_review=_day(record["next_review"]),
        changes=tuple(str(one) for one in record["changes"]),
        criteria=criteria,
        ordering=tuple(record["ordering"]),
        ordering_reason=record["ordering_reason"],
    )


def _criterion(record: Record) -> Criterion:
    return Criterion(
        number=int(record["number"]),
        group=record["group"],
        name=record["name"],
        plain_name=record["plain_name"],
        short_name=record["short_name"],
        kind=Kind(record["kind"]),
        measures=tuple(_measure(one) for one in record.get("measures", ())),
        evidence=tuple(record.get("evidence", ())),
        guidance=record["guidance"],
        status=Status(record["status"]),
        reference=record["reference"],
        confidential=bool(record.get("confidential", False)),
    )


def _measure(record: Record) -> Measure:
    return Measure(
        indicator=record["indicator"],
        concern=record["concern"],
        choice=record.get("choice", record["indicator"]),
        cut_offs=tuple(_cut_off(one) for one in record["cut_offs"]),
    )


def _cut_off(record: Record) -> CutOff:
    plausible = record.get("plausible")
    return CutOff(
        level=Level(record["level"]),
        at=None if record.get("at") is None else float(record["at"]),
        category=record.get("category"),
        scale=record.get("scale", "value"),
        status=Status(record["status"]),
        reference=record["reference"],
        plausible=None if plausible is None else (float(plausible[0]), float(plausible[1])),
    )


def _records(folder: str) -> Iterator[tuple[str, Record]]:
    found = files("mainstay.definitions") / folder
    for item in sorted(found.iterdir(), key=lambda one: one.name):
        if item.name.endswith(".yaml"):
            yield f"{folder}/{item.name}", yaml.safe_load(item.read_text(encoding="utf-8"))


def _family(record: Record) -> Iterator[Record]:
    """One record for each member of `for_each`, with its words filled in; else the record."""
    members = record.get("for_each")
    if not members:
        yield record
        return
    for words in members:
        yield _filled({k: v for k, v in record.items() if k != "for_each"}, words)


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for word, text in words.items():
            value = value.replace("{" + word + "}", str(text))
        return value
    if isinstance(value, Mapping):
        return {key: _filled(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, words) for one in value]
    return value


def _checked(name: str, read: Callable[[Record], Any], record: Record) -> Any:
    try:
        return read(record)
    except KeyError as error:
        raise DefinitionError(f"{name}: the key {error} is missing.") from error
    except ValueError as error:
        raise DefinitionError(f"{name}: {error}.") from error


def _changes(record: Record) -> tuple[Change, ...]:
    return tuple(
        Change(str(one["version"]), _day(one["on"]), one["what"]) for one in record["changes"]
    )


def _require_numbered(numbers: list[int], what: str) -> None:
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"the {what} are not numbered 1, 2, 3 and so on")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))
