"""300 data packs, HTML and PDF, on two processes; and the same packs by WeasyPrint and matplotlib.

Every pack is of another made-up practice, so that no picture is drawn once and used twice. The
rival is given the Document ready made: only its charts and its PDF are timed, in its favour.
"""

import argparse
import io
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from statistics import median

from mainstay.reports import document as doc
from mainstay.reports import html, typst_pdf
from mainstay.reports.data_pack import data_pack
from mainstay.terms.findings import Comparison, PracticeFindings, Trend
from tests.unit.reports.made_up_findings import made_up_findings

PACKS = 300
RIVAL_PACKS = 24
PROCESSES = 2
WARM = 3  # packs each process makes before the clock starts
BUDGET = 120  # ms a pack, on two cores
FLOOR = 6  # times faster than the rival
DRAWN = (4.2, 2.2)  # inches

Timed = tuple[float, float, float]  # seconds for document and charts, HTML, PDF


def findings(number: int) -> PracticeFindings:
    return made_up_findings(f"Z{number:05d}", f"Practice {number}")


def ours(number: int) -> Timed:
    """One pack as Mainstay makes it."""
    held = findings(number)
    start = time.perf_counter()
    document = data_pack(held)
    built = time.perf_counter()
    html.page(document)
    written = time.perf_counter()
    typst_pdf.pdf(document)
    return built - start, written - built, time.perf_counter() - written


def rival(number: int) -> Timed:
    """The same pack with charts by matplotlib and PDF by WeasyPrint, tagged likewise."""
    from weasyprint import HTML

    held = findings(number)
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
    drawings = _drawings(held)
    count = 0

    def again(figure: doc.Figure) -> doc.Figure:
        nonlocal count
        if figure.title.endswith("scope for support"):
            return figure
        count += 1
        return replace(figure, drawing=next(drawings))

    blocks = tuple(
        doc.Figures(tuple(again(one) for one in block.figures))
        if isinstance(block, doc.Figures)
        else again(block)
        if isinstance(block, doc.Figure)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _drawings(held: PracticeFindings) -> Iterator[str]:
    """As many pictures as the pack has, in its order: ages, trends, survey, gaps, income."""

    def topic(start: str) -> list[Comparison]:
        return [one for one in held.comparisons if one.figure.indicator.id.startswith(start)]

    yield _dots(topic("aged_"))
    yield from (_trend(one) for one in held.trends)
    yield _dots(topic("survey_"))
    yield _dots(topic("prevalence_gap_"))
    yield _dots([one for one in topic("income_") if "gap" not in one.figure.indicator.id])


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
            axes.vlines(at, [one.lower for one in known], [one.upper for one in known])
        else:
            for line in (trend.lower_limit, trend.centre, trend.upper_limit):
                axes.axhline(line, linestyle="--", color="#3D3D3D")

    return _svg(draw)


def _dots(comparisons: list[Comparison]) -> str:
    def draw(axes) -> None:  # type: ignore[no-untyped-def]
        known = [one.figure for one in comparisons]
        rows = range(len(known))
        axes.hlines(rows, [one.lower for one in known], [one.upper for one in known])
        for name, shape in (("value", "o"), ("similar", "s"), ("area", "^"), ("england", "D")):
            axes.plot([getattr(one, name) for one in known], rows, shape, linestyle="none")
        axes.set_yticks(rows, [one.indicator.plain_name for one in known])

    return _svg(draw, 0.6 + 0.3 * len(comparisons))


def measured(make: Callable[[int], Timed], packs: int) -> tuple[float, list[Timed]]:
    """Milliseconds of wall clock a pack, and each pack's parts, with every process warm."""
    context = get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        list(pool.map(make, range(90_000, 90_000 + WARM * PROCESSES), chunksize=1))
        start = time.perf_counter()
        parts = list(pool.map(make, range(1, packs + 1), chunksize=2))
        return (time.perf_counter() - start) / packs * 1000, parts


def _line(name: str, each: float, parts: list[Timed]) -> str:
    middle = [median(one[place] for one in parts) * 1000 for place in range(3)]
    return (
        f"| {name} | {len(parts)} | {each:.0f} | "
        + " | ".join(f"{one:.0f}" for one in middle)
        + " |"
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the table and the two ratios that are asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--packs", type=int, default=PACKS)
    options.add_argument("--rival", type=int, default=RIVAL_PACKS)
    chosen = options.parse_args(arguments or [])
    each, parts = measured(ours, chosen.packs)
    rival_each, rival_parts = measured(rival, chosen.rival)
    print("| | packs | ms a pack, two processes | charts and text | HTML | PDF |")
    print("|---|---|---|---|---|---|")
    print(_line("Mainstay (Vega, Typst)", each, parts))
    print(_line("matplotlib, WeasyPrint", rival_each, rival_parts))
    print(f"\nBudget: {each / BUDGET:.2f} of {BUDGET} ms a pack (1 or less is wanted).")
    print(f"Mainstay is {rival_each / each:.1f} times faster ({FLOOR} or more is wanted).")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
