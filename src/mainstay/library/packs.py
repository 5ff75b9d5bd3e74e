"""Write data packs to a folder, on every core when there are many."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from mainstay.reports.area_pack import area_pack
from mainstay.reports.data_pack import FOLLOWED, data_pack
from mainstay.reports.document import Document, draw
from mainstay.reports.html import page
from mainstay.reports.typst_pdf import pdf

if TYPE_CHECKING:
    from mainstay.library.known import Known
    from mainstay.library.questions import Question

FEW = 6  # below this, starting more processes costs more than it saves
TOGETHER = 16  # packs at most made at once: their figures are read, and pictures drawn, together

Progress = Callable[[int, int, str], None]
Paths = tuple[Path, Path]


def pack_files(
    known: "Known", codes: Sequence[str], question: "Question"
) -> Iterator[tuple[str, str, bytes]]:
    """Practices' packs: code, the HTML page and the PDF, both from one Document."""
    documents = [data_pack(one) for one in known.findings_of(codes, question, FOLLOWED)]
    draw(*documents)
    for code, document in zip(codes, documents, strict=True):
        yield code, page(document), pdf(document)


def write_packs(
    known: "Known", codes: Sequence[str], question: "Question", out: Path, progress: Progress
) -> list[Path]:
    """Write `CODE.html` and `CODE.pdf` for each code; give the paths in order."""
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for paths in _made(known, list(dict.fromkeys(codes)), question, out):
        written.extend(paths)
        progress(len(written) // 2, len(codes), "Writing packs")
    return written


def area_document(
    known: "Known", area: str, codes: Sequence[str], question: "Question"
) -> Document:
    """The pack of an area: its practices side by side."""
    return area_pack(list(known.findings_of(codes, question, ())), known.area_name(area))


def write_area_pack(
    known: "Known", area: str, codes: Sequence[str], question: "Question", out: Path
) -> Paths:
    """Write the pack of an area as `AREA.html` and `AREA.pdf`."""
    document = area_document(known, area, codes, question)
    return _saved(out, area, page(document), pdf(document))


def _made(known: "Known", codes: Sequence[str], question: "Question", out: Path) -> Iterator[Paths]:
    workers = min(len(os.sched_getaffinity(0)), len(codes))
    if len(codes) <= FEW or workers == 1:
        yield from _write(known, codes, question, out)
        return
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_open, initargs=known.address
    ) as pool:
        size = min(TOGETHER, -(-len(codes) // workers))
        some = [codes[start : start + size] for start in range(0, len(codes), size)]
        for paths in pool.map(_write_here, [(each, question, out) for each in some]):
            yield from paths


def _write(
    known: "Known", codes: Sequence[str], question: "Question", out: Path
) -> Iterator[Paths]:
    for code, html, printed in pack_files(known, codes, question):
        yield _saved(out, code, html, printed)


def _saved(out: Path, name: str, html: str, printed: bytes) -> Paths:
    """Both files, each whole or not at all."""
    paths = out / f"{name}.html", out / f"{name}.pdf"
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


def _write_here(task: tuple[Sequence[str], "Question", Path]) -> list[Paths]:
    return list(_write(_here[0], *task))
