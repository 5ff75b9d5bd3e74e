"""Fixtures that several folders of tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import mainstay
from tests.once import shared_folder

# No test may fail because a machine is slow; a run on a server tries the same examples each time.
settings.register_profile(
    "mainstay",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("mainstay")


# What takes longest begins first, so that no process ends alone with it.
LONGEST = (
    "tests/command/test_as_known_on.py",
    "tests/evidence/test_killed.py",
    "tests/house/test_wheel.py",
    "tests/journeys/test_every",
    "tests/journeys/",
    "tests/records/test_at_once.py",
    "tests/records/test_demo.py",
    "tests/records/test_preparing.py",
    "tests/backends/test_indicators.py",
    "tests/house/test_docs.py",
    "tests/records/test_every_page.py",
    "tests/records/test_links.py",
    "tests/records/test_working.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Needs `--no-loadscope-reorder`: else pytest-xdist puts files of one test last."""

    def place(item: pytest.Item) -> int:
        held = (at for at, one in enumerate(LONGEST) if item.nodeid.startswith(one))
        return next(held, len(LONGEST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """One folder for all the processes of a test run."""
    return shared_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def made_up_folder(shared):
    """The home folder of a small made-up England, read by many tests and changed by none."""
    from tests.made_up import made_up_home  # the pure rooms' tests do without the rest

    return made_up_home(shared / "made-up")


@pytest.fixture(scope="session")
def made_up(made_up_folder):
    return mainstay.open_home(made_up_folder)
