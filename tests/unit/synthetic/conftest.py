"""One small made-up England for the tests of its room."""

import pytest

from mainstay.synthetic.england import England, build


@pytest.fixture(scope="session")
def england() -> England:
    return build(160, seed=3)
