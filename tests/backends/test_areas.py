"""Areas and open practices, on every engine, agree with their plain accounts."""

import inspect
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mainstay.analysis import areas
from mainstay.analysis.schemas import SCHEMAS
from tests.backends.engines import collected, engines, ordered
from tests.backends.made_up import tables
from tests.reference.accounts import areas as accounts

DAYS = (date(2020, 6, 30), date(2021, 6, 30), date(2026, 11, 1))


def _publications(expression: object) -> tuple[str, ...]:
    parameters = inspect.signature(expression).parameters.values()  # type: ignore[arg-type]
    return tuple(
        one.name.replace("_", "-") for one in parameters if one.kind is not one.KEYWORD_ONLY
    )


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_practice_areas_agrees_with_its_plain_account(engine: str, data: st.DataObject) -> None:
    names = _publications(areas.practice_areas)
    rows = data.draw(tables(names))
    made = engines()[engine]
    held = [made(one, SCHEMAS[name]) for one, name in zip(rows, names, strict=True)]
    found = collected(areas.practice_areas(*held)).rows(named=True)
    assert ordered(found, ["practice_code"]) == accounts.practice_areas(*rows)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), as_of=st.sampled_from(DAYS))
def test_open_practices_agrees_with_its_plain_account(
    engine: str, data: st.DataObject, as_of: date
) -> None:
    names = _publications(areas.open_practices)
    rows = data.draw(tables(names))
    made = engines()[engine]
    held = [made(one, SCHEMAS[name]) for one, name in zip(rows, names, strict=True)]
    found = collected(areas.open_practices(*held, as_of=as_of)).rows(named=True)
    expected = accounts.open_practices(*rows, as_of=as_of)
    assert ordered(found, ["practice_code"]) == ordered(expected, ["practice_code"])
