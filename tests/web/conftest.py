"""The pages of a small made-up England, and of an empty home."""

from collections.abc import Iterator
from datetime import date

import pytest

from mainstay.library import Known
from tests.once import made_once
from tests.web.pages import Client, pages_of

AS_OF = date(2026, 11, 1)


@pytest.fixture(scope="session")
def known(made_up, shared) -> Known:
    """The made-up England with its figures worked out, as known on the day of the tests."""
    found = made_up.known(AS_OF)
    made_once(shared / "book", lambda _: found.build())
    found.build()  # another process may have put it on the shelf
    return found


@pytest.fixture
def client(db, known, made_up_folder) -> Iterator[Client]:
    with pages_of(made_up_folder) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path) -> Iterator[Client]:
    with pages_of(tmp_path / "empty") as client:
        yield client


@pytest.fixture(scope="session")
def practice(known) -> dict:
    """A practice with figures, of no particular kind."""
    return known.practices().sort("practice_code").to_dicts()[3]


@pytest.fixture(scope="session")
def board(known) -> dict:
    """The integrated care board with most practices."""
    areas = known.areas().to_dicts()
    return max(
        (one for one in areas if one["area_type"] == "icb"), key=lambda one: one["practices"]
    )


def asked(path: str, **query: object) -> str:
    """A path with the day of the tests and more in its query."""
    from mainstay.web.layout.question import address

    return address(path, {"as_of": AS_OF.isoformat(), **query})
