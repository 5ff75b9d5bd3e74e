"""Writing every file of the made-up England, a few at a time."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from mainstay.synthetic import england as made_up
from mainstay.synthetic.filing import Planned, SyntheticFile
from mainstay.synthetic.publications import (
    appointments,
    care_quality,
    cross_section,
    deprivation,
    geography,
    list_sizes,
    ods,
    patients,
    payments,
    qof_raw,
    qof_totals,
    survey,
    workforce,
)

PUBLICATIONS = (
    ods, patients, qof_totals, qof_raw, payments, care_quality, workforce, survey, appointments,
    deprivation, list_sizes, geography, cross_section,
)  # fmt: skip
AHEAD = 2  # files being written while one is taken: two cores, and little memory
LEAST = 20

Progress = Callable[[int, int, str], None]


def synthesise(
    practices: int,
    seed: int,
    *,
    publications: Collection[str] | None = None,
    since: date | None = None,
    progress: Progress | None = None,
) -> Iterator[SyntheticFile]:
    """Every file of a made-up England with `practices` open at the end, one at a time.

    The same numbers give the same bytes. `publications` keeps to some (by id) and `since` to
    those published from a day. `progress` is told how many files are done, of how many, and the
    one just written. Raises ValueError for
    fewer than 20 practices: areas would have none.
    """
    if practices < LEAST:
        raise ValueError(f"a made-up England needs at least {LEAST} practices, not {practices}")
    planned = plan(practices, seed, publications, since)
    for done, file in enumerate(_written(planned), start=1):
        if progress is not None:
            progress(done, len(planned), file.path)
        yield file


def plan(
    practices: int,
    seed: int,
    publications: Collection[str] | None = None,
    since: date | None = None,
) -> list[Planned]:
    """What would be written, in the order in which it would be published."""
    england = made_up.build(practices, seed)
    files = [file for module in PUBLICATIONS for file in module.plan(england)]
    wanted = None if publications is None else set(publications)
    kept = [
        file
        for file in files
        if (wanted is None or wanted & set(file.publications))
        and (since is None or file.published >= since)
    ]
    return sorted(kept, key=lambda file: (file.published, file.path))


def _written(planned: list[Planned]) -> Iterator[SyntheticFile]:
    """Written by two threads, taken in order, with at most a few waiting."""
    waiting: deque[Future[SyntheticFile]] = deque()
    with ThreadPoolExecutor(max_workers=AHEAD) as pool:
        for file in planned:
            waiting.append(pool.submit(_write, file))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _write(file: Planned) -> SyntheticFile:
    return SyntheticFile(file.path, file.write(), file.publications, file.published)
