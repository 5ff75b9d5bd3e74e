"""The documents are fresh, complete, and do what they say."""

import re
from pathlib import Path

import pytest

from tools import reference

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    if "node_modules" not in path.parts
)


def test_the_reference_pages_are_as_the_code_says():
    assert reference.stale() == [], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    lost = [link for link in links if not (page.parent / link).exists()]
    assert not lost


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(
        int(path.name[:4]) for path in (PROJECT / "docs" / "decisions").glob("[0-9]*.md")
    )
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_notebook_page_does_what_it_says(made_up_folder, tmp_path, monkeypatch):
    """Every block of Python on the page, run in order in one folder, as a reader would."""
    (tmp_path / "demo").symlink_to(made_up_folder)
    monkeypatch.chdir(tmp_path)
    text = (PROJECT / "docs" / "how-to" / "use-in-a-notebook.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 5
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "use-in-a-notebook.md", "exec"), names)
    assert len(list((tmp_path / "packs").iterdir())) == 2
