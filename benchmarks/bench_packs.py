"""300 data packs, HTML and PDF, as `mainstay pack` writes them; and by WeasyPrint and matplotlib.

On the made-up England of full size, every practice another one, so that no picture is drawn once
and used twice. Two times are given: for the whole command, and for a pack once both processes have
opened the evidence, which is what counts for all of England. The rival is given the Document ready
made: only its charts and its PDF are timed, in its favour.
"""

import argparse
import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import mainstay
from benchmarks.bench_pages import made_up
from mainstay.library.known import Known, Question
from mainstay.library.packs import TOGETHER, pack_files
from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import FOLLOWED, data_pack
from mainstay.terms.findings import Comparison, PracticeFindings, Trend

PACKS = 300
RIVAL_PACKS = 24
WARM = 30  # packs written before the clock of the steady pace starts
BUDGET = 120  # ms a pack, on two cores
FLOOR = 6  # times faster than the rival
DRAWN = (4.2, 2.2)  # inches
ENGLAND = 6300

Timed = tuple[float, float, float]  # seconds for charts, HTML, PDF


def ours(known: Known, codes: Sequence[str]) -> tuple[float, float]:
    """Milliseconds a pack: of the whole command, and at its steady pace."""
    marks: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        known.write_packs(
            codes, out=folder, progress=lambda done, *_: marks.append((done, time.perf_counter()))
        )
    (first, began), (last, ended) = marks[WARM], marks[-1]
    return (ended - start) / last * 1000, (ended - began) / (last - first) * 1000


def parts(known: Known, codes: Sequence[str]) -> list[float]:
    """Milliseconds a pack in one process: findings, text, charts, HTML, PDF."""
    list(pack_files(known, codes[:TOGETHER], Question()))
    times = [0.0] * 5
    for at in range(TOGETHER, len(codes), TOGETHER):
        clock = [time.perf_counter()]
        held = list(known.findings_of(codes[at : at + TOGETHER], Question(), FOLLOWED))
        clock.append(time.perf_counter())
        documents = [data_pack(one) for one in held]
        clock.append(time.perf_counter())
        doc.draw(*documents)
        clock.append(time.perf_counter())
        for one in documents:
            html.page(one)
        clock.append(time.perf_counter())
        for one in documents:
            typst_pdf.pdf(one)
        clock.append(time.perf_counter())
        times = [
            was + after - before
            for was, before, after in zip(times, clock, clock[1:], strict=False)
        ]
    return [one * 1000 / (len(codes) - TOGETHER) for one in times]


def rival(held: PracticeFindings) -> Timed:
    """The same pack with charts by matplotlib and PDF by WeasyPrint, tagged likewise."""
    from weasyprint import HTML

    document = data_pack(held)
    start = time.perf_counter()
    document = redrawn(document, held)
    built = time.perf_counter()
    page = html.page(document)
    written = time.perf_counter()
    HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return built - start, written - built, time.perf_counter() - written


def redrawn(document: doc.Document, held: PracticeFindings) -> doc.Document:
    """The document with every chart drawn again by matplotlib. The strip of levels stays."""
    drawings = _drawings(document, held)

    def again(figure: doc.Figure) -> doc.Figure:
        return (
            figure if isinstance(figure.drawing, str) else replace(figure, drawing=next(drawings))
        )

    blocks = tuple(
        doc.Figures(tuple(again(one) for one in block.figures))
        if isinstance(block, doc.Figures)
        else again(block)
        if isinstance(block, doc.Figure)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _drawings(document: doc.Document, held: PracticeFindings) -> Iterator[str]:
    """As many pictures as the pack has, in its order: ages, trends, gaps, income."""

    def topic(start: str) -> list[Comparison]:
        known = [one for one in held.comparisons if one.figure.value is not None]
        return [one for one in known if one.figure.indicator.id.startswith(start)]

    kinds = [one.drawing.kind for one in document.figures() if not isinstance(one.drawing, str)]
    series = (one for one in held.trends if len(one.points) > 2)
    dots = iter(
        (topic("aged_"), [one for one in topic("income_") if "gap" not in one.figure.indicator.id])
    )
    for kind in kinds:
        if kind == "trend":
            yield _trend(next(series))
        else:
            yield _dots(next(dots) if kind == "dots" else topic("prevalence_gap_"))


def _svg(draw: Callable[[object], None], height: float = DRAWN[1]) -> str:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(DRAWN[0], height))
    draw(axes)
    target = io.StringIO()
    figure.savefig(target, format="svg", metadata={"Date": None})
    pyplot.close(figure)
    return target.getvalue()[target.getvalue().index("<svg") :]


def _trend(trend: Trend) -> str:
    def draw(axes) -> None:  # type: ignore[no-untyped-def]
        known = [one for one in trend.points if one.value is not None]
        at = [one.period_end.year + one.period_end.month / 12 for one in known]
        axes.plot(at, [one.value for one in known], marker="o", color="#12436D")
        axes.plot(at, [one.england for one in known], linestyle="--", color="#F46A25")
        if trend.lower_limit is None:
            spans = [(x, one) for x, one in zip(at, known, strict=True) if one.lower is not None]
            axes.vlines(
                [x for x, _ in spans],
                [one.lower for _, one in spans],
                [one.upper for _, one in spans],
            )
        else:
            for line in (trend.lower_limit, trend.centre, trend.upper_limit):
                axes.axhline(line, linestyle="--", color="#3D3D3D")

    return _svg(draw)


def _dots(comparisons: list[Comparison]) -> str:
    def draw(axes) -> None:  # type: ignore[no-untyped-def]
        known = [one.figure for one in comparisons]
        rows = range(len(known))
        spans = [(at, one) for at, one in enumerate(known) if one.lower is not None]
        axes.hlines(
            [at for at, _ in spans],
            [one.lower for _, one in spans],
            [one.upper for _, one in spans],
        )
        for name, shape in (("value", "o"), ("similar", "s"), ("area", "^"), ("england", "D")):
            axes.plot([getattr(one, name) for one in known], rows, shape, linestyle="none")
        axes.set_yticks(rows, [one.indicator.plain_name for one in known])

    return _svg(draw, 0.6 + 0.3 * len(comparisons))


def rivals(held: Sequence[PracticeFindings]) -> tuple[float, list[Timed]]:
    """Milliseconds of wall clock a pack, and each pack's parts, with every process warm."""
    cores = len(os.sched_getaffinity(0))
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        list(pool.map(rival, held[:cores], chunksize=1))
        start = time.perf_counter()
        timed = list(pool.map(rival, held, chunksize=2))
        return (time.perf_counter() - start) / len(held) * 1000, timed


def main(arguments: list[str] | None = None) -> None:
    """Print the tables and the two ratios that are asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", type=Path, help="A home folder; made up if you leave it out.")
    options.add_argument("--as-of", type=date.fromisoformat, default=datetime.now(tz=UTC).date())
    options.add_argument("--packs", type=int, default=PACKS)
    options.add_argument("--rival", type=int, default=RIVAL_PACKS)
    chosen = options.parse_args(arguments or [])
    known = mainstay.open_home(chosen.home or made_up(Path("var/bench-pages"))).known(chosen.as_of)
    known.build()
    every = known.practices()["practice_code"].sort().to_list()
    codes = every[:: max(1, len(every) // chosen.packs)][: chosen.packs]
    whole, steady = ours(known, codes)
    alone = parts(known, codes[:44])
    held = list(known.findings_of(codes[: chosen.rival], Question(), FOLLOWED))
    rival_each, rival_parts = rivals(held)
    print(f"| one process, ms a pack | {' | '.join(PARTS)} |\n|---|{'---|' * len(PARTS)}")
    print(f"| Mainstay | {' | '.join(f'{one:.0f}' for one in alone)} |")
    drawn, written, printed = (median(one[at] for one in rival_parts) * 1000 for at in range(3))
    print(f"| matplotlib, WeasyPrint | | | {drawn:.0f} | {written:.0f} | {printed:.0f} |")
    print("\n| every core, ms a pack | packs | whole command | steady |\n|---|---|---|---|")
    print(f"| Mainstay | {len(codes)} | {whole:.0f} | {steady:.0f} |")
    print(f"| matplotlib, WeasyPrint | {len(held)} | | {rival_each:.0f} |")
    print(f"\nBudget: {steady / BUDGET:.2f} of {BUDGET} ms a pack (1 or less is wanted);")
    print(f"all of England in {steady * ENGLAND / 60_000:.1f} minutes.")
    print(f"Mainstay is {rival_each / steady:.1f} times faster ({FLOOR} or more is wanted).")


PARTS = ("findings", "text", "charts", "HTML", "PDF")

if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
