"""A second version of the triangle, for tests: one statement reworded, split, new and gone each.

`python -m tests.records.versions HOME PORT` serves pages that ask under it.
"""

import sys
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from mainstay.config.serving import serve_pages
from mainstay.terms import frameworks as module

SHIPPED = files("mainstay.definitions") / "frameworks"
REWORDED, SPLIT, ADDED, GONE = (
    "plan-for-emergencies", "good-records", "online-requests", "short-shocks",
)  # fmt: skip
PARTS = ("knowing-our-systems", "records-that-show-care")
WORDS = "We have a plan for a bad day, and we have tried it."


def second(record: dict[str, Any]) -> dict[str, Any]:
    """The record of a version that comes after the one of this record."""
    made = deepcopy(record)
    made |= {"version": "2.0", "splits": [SPLIT]}
    made["changes"].append({"version": "2.0", "what": "What a year of use has taught."})
    made["statements"] = [new for one in made["statements"] for new in _after(one)]
    return made


def _after(one: dict[str, Any]) -> list[dict[str, Any]]:
    """What becomes of one statement."""
    if one["id"] == GONE:
        return []
    if one["id"] == REWORDED:
        return [one | {"words": WORDS}, _new(one, ADDED, "Patients can ask us online.")]
    if one["id"] == SPLIT:
        told = ("We know our computer systems.", "Our records show the care we gave.")
        return [
            _new(one, name, words) | {"carries": SPLIT}
            for name, words in zip(PARTS, told, strict=True)
        ]
    return [one]


def _new(like: dict[str, Any], name: str, words: str) -> dict[str, Any]:
    return like | {"id": name, "words": words}


def write_versions(folder: Path) -> None:
    """Put the version that ships and the second one where definitions may be read."""
    (folder / "frameworks").mkdir(parents=True, exist_ok=True)
    text = (SHIPPED / "triangle-1.0.yaml").read_text(encoding="utf-8")
    (folder / "frameworks/triangle-1.0.yaml").write_text(text, encoding="utf-8")
    made = yaml.safe_dump(second(yaml.safe_load(text)), allow_unicode=True)
    (folder / "frameworks/triangle-2.0.yaml").write_text(made, encoding="utf-8")


@pytest.fixture
def second_version(tmp_path, monkeypatch):
    """From its call on, new rounds are asked under the second version."""

    def come() -> None:
        write_versions(tmp_path / "definitions")
        monkeypatch.setattr(module, "files", lambda package: tmp_path / "definitions")
        module.frameworks.cache_clear()

    yield come
    monkeypatch.undo()
    module.frameworks.cache_clear()


def come_to_stay(folder: Path) -> None:
    """Have this process ask under the second version; `folder`: where to put both."""
    write_versions(folder)
    module.files = lambda package: folder
    module.frameworks.cache_clear()


if __name__ == "__main__":
    home, port = sys.argv[1:]
    come_to_stay(Path(home).parent / "definitions")
    serve_pages(home, port=int(port))
