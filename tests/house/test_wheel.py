"""A wheel built from the tree runs every command away from it, pages and styles included."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that a wheel of this tree was unpacked to, on the path before the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    subprocess.run([*build, PROJECT], check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    uv = Path(sys.executable).with_name("uv")
    install = [uv, "pip", "install", "--no-deps", "--offline", "--target", site, wheel]
    subprocess.run([*install, "--python", sys.executable], check=True, capture_output=True)
    return site


@pytest.fixture(scope="module")
def away(installed, tmp_path_factory):
    """Runs the installed command in a folder far from the tree."""
    folder = tmp_path_factory.mktemp("away")
    environment = os.environ | {"PYTHONPATH": str(installed)}

    def run(*words):
        command = [sys.executable, "-c", "from mainstay.cli import main; main()", *words]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    run.folder, run.environment = folder, environment
    return run


def test_it_is_the_wheel_that_runs(away, installed):
    shown = subprocess.run(
        [sys.executable, "-c", "import mainstay; print(mainstay.__file__)"],
        cwd=away.folder,
        env=away.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith(str(installed))


def test_every_command_runs(away):
    steps = [
        ("synthesise", "--practices", "40", "--seed", "3", "--out", "files"),
        ("--home", "home", "import", "files/nhsdigital-patients-registered"),
        ("--home", "home", "import", "files/nhsdigital-qof-practice-totals"),
        ("--home", "home", "releases"),
        ("--home", "home", "verify"),
        ("--home", "home", "indicators", "--format", "csv"),
        ("--home", "home", "matrix", "--rules", "local-example"),
    ]
    for step in steps:
        done = away(*step)
        assert done.returncode == 0, f"{step}: {done.stdout[-600:]} {done.stderr[-600:]}"
    code = away("--home", "home", "matrix", "--format", "csv").stdout.splitlines()[1].split(",")[0]
    packed = away("--home", "home", "pack", code, "--out", "packs")
    assert packed.returncode == 0, packed.stderr
    assert (away.folder / "packs" / f"{code}.pdf").read_bytes().startswith(b"%PDF-")


def test_pages_and_styles_are_served(away):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--home", "home", "serve", "--port", str(port)]
    command = [sys.executable, "-c", "from mainstay.cli import main; main()", *words]
    server = subprocess.Popen(
        command,
        cwd=away.folder,
        env=away.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = _fetched(f"http://127.0.0.1:{port}/about")
        style = next(
            part.split('"')[0] for part in page.split('href="') if "nhsuk-frontend" in part[:80]
        )
        assert len(_fetched(f"http://127.0.0.1:{port}{style}")) > 50_000
    finally:
        server.terminate()
        server.wait()


def _fetched(address: str) -> str:
    """A page, asked for again until the server is up."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
