"""Each room uses the rooms below it, and the pure rooms touch no file, socket, clock or chance."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "mainstay"
PURE_ROOMS = ("terms", "stats", "analysis", "sources", "synthetic", "reports")
# Package data may be read (importlib.resources); nothing else may be opened.
FORBIDDEN_CALLS = {
    "open", "read_csv", "scan_csv", "read_parquet", "scan_parquet", "read_excel", "connect",
    "now", "today", "utcnow", "time", "monotonic", "perf_counter", "urlopen", "socket",
    "random", "randint", "shuffle", "seed",
}  # fmt: skip
FORBIDDEN_MODULES = {"requests", "urllib.request", "socket", "random", "time", "duckdb", "sqlite3"}


def pure_modules():
    return [path for room in PURE_ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]


def test_the_floors_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_pure_room_touches_nothing_outside_itself(path):
    faults = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            faults += [one.name for one in node.names if one.name in FORBIDDEN_MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN_MODULES:
            faults.append(node.module)
        elif isinstance(node, ast.Call) and _called(node) in FORBIDDEN_CALLS:
            faults.append(f"{_called(node)}() on line {node.lineno}")
    assert not faults, f"{path.relative_to(SOURCE)} uses {', '.join(faults)}"


def _called(node: ast.Call) -> str:
    """The name of a function called bare, or of a module's function such as `pl.scan_csv`."""
    if isinstance(node.func, ast.Name):
        return node.func.id if node.func.id == "open" else ""
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        modules = {"pl", "polars", "datetime", "date", "time", "random", "np", "duckdb", "os"}
        return node.func.attr if node.func.value.id in modules else ""
    return ""


def test_no_file_is_too_long_to_hold_in_mind():
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long
