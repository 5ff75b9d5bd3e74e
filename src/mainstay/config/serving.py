"""Run the server until it is stopped."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4  # the engine leaves Python's lock while it works, so requests can overlap


def serve_pages(
    home: Path | str | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
) -> None:
    """Serve the pages of a home folder; None takes MAINSTAY_HOME. Returns when stopped."""
    if home is not None:
        os.environ["MAINSTAY_HOME"] = str(home)
    _allow(host)
    server = Granian(
        "mainstay.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        websockets=False,
    )
    print(f"Mainstay is at http://{host}:{port}  (Ctrl+C stops it)", flush=True)  # noqa: T201
    server.serve()


def _allow(host: str) -> None:
    """Listening on one's own address means answering to it; other names must be listed."""
    if "MAINSTAY_ALLOWED_HOSTS" not in os.environ and host not in ("0.0.0.0", "::"):
        os.environ["MAINSTAY_ALLOWED_HOSTS"] = f"localhost,127.0.0.1,[::1],{host}"
