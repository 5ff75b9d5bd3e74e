"""Write data packs to a folder, on every core when there are many."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from mainstay.reports.data_pack import data_pack
from mainstay.reports.html import page
from mainstay.reports.typst_pdf import pdf

if TYPE_CHECKING:
    from mainstay.library.known import Known, Question

FEW = 6  # below this, starting more processes costs more than it saves

Progress = Callable[[int, int, str], None]


def pack_files(known: "Known", code: str, question: "Question") -> tuple[str, bytes]:
    """One practice's pack: the HTML page and the PDF, from one Document."""
    document = data_pack(known.findings(code, question.rules, question.judgements))
    return page(document), pdf(document)


def write_packs(
    known: "Known", codes: Sequence[str], question: "Question", out: Path, progress: Progress
) -> list[Path]:
    """Write `CODE.html` and `CODE.pdf` for each code; give the paths in order."""
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for number, paths in enumerate(_made(known, codes, question, out), 1):
        written.extend(paths)
        progress(number, len(codes), "Writing packs")
    return written


def _made(
    known: "Known", codes: Sequence[str], question: "Question", out: Path
) -> Iterator[tuple[Path, Path]]:
    workers = min(len(os.sched_getaffinity(0)), len(codes))
    if len(codes) <= FEW or workers == 1:
        yield from (_write(known, code, question, out) for code in codes)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_open, initargs=known.address
    ) as pool:
        tasks = [(code, question, out) for code in codes]
        yield from pool.map(_write_here, tasks, chunksize=4)


def _write(known: "Known", code: str, question: "Question", out: Path) -> tuple[Path, Path]:
    html, printed = pack_files(known, code, question)
    paths = out / f"{code}.html", out / f"{code}.pdf"
    for path, content in zip(paths, (html.encode(), printed), strict=True):
        aside = path.with_suffix(path.suffix + ".part")
        aside.write_bytes(content)
        aside.replace(path)
    return paths


_here: "list[Known]" = []  # the evidence as this worker process opened it


def _open(home: Path, as_of: str) -> None:
    from datetime import date

    from mainstay.library.home import Home

    _here.append(Home(home).known(date.fromisoformat(as_of)))


def _write_here(task: tuple[str, "Question", Path]) -> tuple[Path, Path]:
    return _write(_here[0], *task)
