"""Every made-up file is taken in by the source that reads the real one."""

from datetime import UTC, datetime

import pytest

from mainstay.evidence.archive import Archive
from mainstay.evidence.importing import Outcome, import_paths
from mainstay.synthetic.synthesis import plan

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def first_middle_last(files):
    """Layouts change over the years: three files of each kind meet most of them."""
    kinds: dict[tuple[str, ...], list] = {}
    for file in files:
        kinds.setdefault((*file.publications, file.path.rsplit(".")[-1]), []).append(file)
    for held in kinds.values():
        places = {0, len(held) // 2, len(held) - 1}
        yield from (held[place] for place in sorted(places))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("made-up")
    outlines = [file for file in plan(40, 2) if file.publications == ("area-outlines",)]
    for file in [*first_middle_last(plan(40, 2)), *outlines]:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.write())
    archive = Archive(tmp_path_factory.mktemp("home"))
    return import_paths(archive, [folder], now=NOW, progress=lambda *_: None)


def test_every_file_is_taken_in(outcomes):
    refused = [f"{one.file.name}: {one.sentence}" for one in outcomes if one.refused]
    assert refused == []


def test_all_twenty_five_publications_arrive(outcomes):
    assert len({one.publication for one in outcomes}) == 25


def test_the_years_in_the_folders_are_the_years_of_the_releases(outcomes):
    yearly = [one for one in outcomes if one.publication in ("qof-totals", "gp-payments")]
    assert yearly
    for one in yearly:
        assert one.period == one.file.parent.name
