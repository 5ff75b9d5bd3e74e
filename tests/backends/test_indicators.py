"""Every indicator, on every engine, agrees with its plain account."""

from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mainstay.analysis import indicators as expressions
from mainstay.analysis.schemas import RESULT, SCHEMAS
from mainstay.terms.definitions import indicators
from mainstay.terms.indicators import Indicator
from tests.backends.engines import collected, engines, ordered
from tests.backends.made_up import tables
from tests.reference.accounts import ACCOUNTS

KEYS = ("practice_code", "period")
PER_EXPRESSION = 2


def _cases() -> list[Indicator]:
    """Up to two definitions for each expression: a family's members differ in settings only."""
    by_expression = sorted(indicators().values(), key=lambda one: one.expression)
    grouped = groupby(by_expression, key=lambda one: one.expression)
    return [one for _, found in grouped for one in list(found)[:PER_EXPRESSION]]


def test_every_expression_has_a_plain_account_and_a_definition() -> None:
    public = set(expressions.__all__)
    assert public == set(ACCOUNTS)
    assert public == {one.expression for one in indicators().values()}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("indicator", _cases(), ids=lambda one: one.id)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_agrees_with_its_plain_account(
    indicator: Indicator, engine: str, data: st.DataObject
) -> None:
    rows = data.draw(tables(indicator.publications))
    made = engines()[engine]
    given_tables = [
        made(one, SCHEMAS[name]) for one, name in zip(rows, indicator.publications, strict=True)
    ]
    expression = getattr(expressions, indicator.expression)
    found = collected(expression(*given_tables, **indicator.settings))
    expected = ACCOUNTS[indicator.expression](*rows, **indicator.settings)
    assert found.columns[: len(RESULT)] == list(RESULT)
    assert set(found.schema.values()) <= set(RESULT.values())
    _assert_same(found.rows(named=True), expected)


def _assert_same(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    found, expected = ordered(found, KEYS), ordered(expected, KEYS)
    assert len(found) == len(expected)
    for ours, plain in zip(found, expected, strict=True):
        assert set(ours) == set(plain)
        for name, value in plain.items():
            wanted = pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            assert ours[name] == wanted, name
