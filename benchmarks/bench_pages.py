"""Pages at 6,300 practices, with one user: milliseconds from the question to the last byte.

Asked through the whole of Django, without a socket. No page is kept between requests; the figures
of the day are in memory, as they are on a running server after its first page. The first page
after a start is given as well.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

TARGETS = {"area page, England": 300, "practice page": 200}
REPEATS = 30
PRACTICES = 6300
SEED = 1


def main() -> None:
    """Print each page's first answer, median and slowest, in milliseconds."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--home", type=Path, help="A home folder; made up if you leave it out.")
    read.add_argument("--repeats", type=int, default=REPEATS)
    given = read.parse_args()
    report(given.home or made_up(Path("var/bench-pages")), given.repeats)


def report(home: Path, repeats: int = REPEATS) -> dict[str, float]:
    """The medians, by page, after printing them."""
    ask = asker(home)
    medians: dict[str, float] = {}
    print(f"{'page':<36}{'first':>8}{'median':>8}{'slowest':>9}{'target':>8}  kB")
    for name, paths in pages(home):
        first, rest, size = timed(ask, paths, repeats)
        medians[name] = statistics.median(rest)
        target = TARGETS.get(name, "")
        print(
            f"{name:<36}{first:>8.0f}{medians[name]:>8.0f}{max(rest):>9.0f}{target:>8}"
            f"  {size / 1000:.0f}"
        )
    return medians


def made_up(folder: Path) -> Path:
    """A home with a made-up England of full size, made once."""
    import mainstay
    from mainstay.library.made_up import write_made_up

    home = folder / "home"
    if not home.exists():
        write_made_up(folder / "files", practices=PRACTICES, seed=SEED)
        mainstay.open_home(home).take_in([folder / "files"], now=datetime.now(tz=UTC))
    return home


def asker(home: Path) -> Callable[[str], int]:
    """A function that asks for a page and gives the size of the answer."""
    os.environ["MAINSTAY_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mainstay.config.settings"
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def ask(path: str) -> int:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return len(answer.content)

    return ask


def pages(home: Path) -> Iterator[tuple[str, list[str]]]:
    """Each kind of page with enough different addresses that no practice is asked for twice."""
    import mainstay

    known = mainstay.open_home(home).known(None)
    known.build()
    codes = known.practices()["practice_code"].sample(200, seed=1).to_list()
    boards = known.areas().filter(known.areas()["area_type"] == "icb")["area_code"].to_list()
    yield "area page, England", [f"/areas/england?page={one}" for one in range(1, 100)]
    yield "area page, England, sorted", [f"/areas/england?sort=c{n:02d}" for n in range(1, 17)]
    yield "area page, a board", [f"/areas/{code}" for code in boards]
    yield "practice page", [f"/practices/{code}" for code in codes]
    yield "practice chart", [f"/practices/{code}/charts/list_size.svg" for code in codes]
    yield "indicator page", [f"/indicators/patients_per_gp?page={one}" for one in range(1, 100)]
    yield "map of England", ["/map/"]
    yield "search", [f"/search?q={word}" for word in ("surgery", "road", "green", "health")]
    yield "front page", ["/"]


def timed(
    ask: Callable[[str], int], paths: list[str], repeats: int
) -> tuple[float, list[float], int]:
    """The first answer's time, the times of the rest, and the last answer's size."""
    times: list[float] = []
    size = 0
    for number in range(repeats + 1):
        started = time.perf_counter()
        size = ask(paths[number % len(paths)])
        times.append(1000 * (time.perf_counter() - started))
    return times[0], times[1:], size


if __name__ == "__main__":
    main()
