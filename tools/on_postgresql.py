"""Run a command with a PostgreSQL of its own: `python tools/on_postgresql.py pytest tests`.

A cluster is made in a temporary folder, listens on a socket there alone, and is deleted after.
PostgreSQL refuses to run as root, so root hands it to the account that the package makes.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ACCOUNT = "postgres"
NAME = "mainstay"
# What a crash would lose is of no matter here, and the tests take half the time.
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(command: Sequence[str]) -> int:
    """The command's own exit status."""
    with cluster() as address:
        return subprocess.call(command, env={**os.environ, "MAINSTAY_DATABASE": address})


@contextmanager
def cluster(*, lasting: bool = False) -> Iterator[str]:
    """A running cluster's address. `lasting`: it keeps what it said yes to, as in service."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        data, log = folder / "data", folder / "log"
        control = [programs / "pg_ctl", "-D", data, "-s", "-w", "-l", log]
        _run(programs / "initdb", "-D", data, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C")
        _run(
            *control, "-o", f"-c listen_addresses= -k {folder} {'' if lasting else QUICK}", "start"
        )
        try:
            _run(programs / "createdb", "-h", folder, "-U", NAME, NAME)
            yield f"postgresql://{NAME}@{quote(str(folder), safe='')}/{NAME}"
        finally:
            _run(*control, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    words = [str(one) for one in command]
    if os.geteuid() == 0:
        words = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _programs() -> Path:
    """The folder of the newest PostgreSQL's programs."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: -_version(one))
    if not found:
        sys.exit(
            "PostgreSQL's programs are not here: install it (Debian: apt-get install postgresql)."
        )
    if os.geteuid() == 0:
        _require_account()
    return found[0]


def _version(programs: Path) -> int:
    return int(programs.parent.name) if programs.parent.name.isdigit() else 0


def _require_account() -> None:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        sys.exit(f"PostgreSQL does not run as root, and there is no account '{ACCOUNT}' for it.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
