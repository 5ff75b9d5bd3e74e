"""A few hundred spoilt files; `python -m benchmarks.mangle` runs ten thousand."""

import pytest

from benchmarks.mangle import run_case, sound_files
from benchmarks.manglings import Sound

SEED = 20_260_701
GROUPS = 10
IN_GROUP = 25


@pytest.fixture(scope="module")
def files() -> list[Sound]:
    return sound_files()


def test_the_sound_files_are_many_publications(files: list[Sound]) -> None:
    publications = {publication for one in files for publication in one.tables}
    assert len(publications) >= 20


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_spoilt_file_gives_a_traceback_or_a_wrong_row(group: int, files: list[Sound]) -> None:
    numbers = range(group * IN_GROUP, (group + 1) * IN_GROUP)
    cases = [run_case(number, SEED, files) for number in numbers]
    failures = [f"case {one.number}, {one.kind}, {one.file}: {one.failure}" for one in cases]
    assert not [text for case, text in zip(cases, failures, strict=True) if case.failure]


def test_a_case_is_the_same_when_it_is_made_again(files: list[Sound]) -> None:
    first, second = (run_case(7, SEED, files) for _ in range(2))
    assert (first.file, first.kind, first.result) == (second.file, second.kind, second.result)
