"""Many people at once: nothing is lost, and what may happen once happens once."""

import pytest

from tests.records.homes import run

WORKS = ("writers", "presses", "packs", "answers", "places", "statements", "forgotten")


@pytest.mark.parametrize("what", WORKS)
def test_at_once(what, own_settings):
    run("-m", "tests.records.together", what, **own_settings)
