"""Run the server until it is stopped."""

import errno
import os
import socket
from contextlib import nullcontext
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from mainstay.config import records
from mainstay.config.worker import worker_beside
from mainstay.terms.errors import MainstayError

THREADS = 4  # the engine leaves Python's lock while it works, so requests can overlap

LAST_PORT = 65_535


def serve_pages(
    home: Path | str | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    with_worker: bool = False,
) -> None:
    """Serve the pages of a home folder; None takes MAINSTAY_HOME. Returns when stopped.

    `with_worker`: also send mail and remind people, in a process that ends with this one.
    Raises MainstayError where another program listens on the port, or the address is not ours.
    """
    _require_free(host, port)
    if home is not None:
        os.environ["MAINSTAY_HOME"] = str(home)
    _allow(host)
    _answer_at(host, port)
    records.prepare()
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
    with worker_beside() if with_worker else nullcontext():
        server.serve()


def _require_free(host: str, port: int) -> None:
    """The server shares its port among its workers, and would share it with a stranger's too."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # Without this a port counts as taken for a minute after its server has ended.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise MainstayError(
                f"Another program is listening on port {port} of {host}.",
                advice=f"Give another with --port, such as --port {port % LAST_PORT + 1}.",
            ) from error
        raise MainstayError(
            f"Mainstay cannot listen on port {port} of {host} ({error.strerror}).",
            advice="Give another port with --port (1024 or more), or an address of this machine "
            "with --host.",
        ) from error


def _answer_at(host: str, port: int) -> None:
    """Links in mail lead here, unless people reach the server by another address."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    os.environ.setdefault("MAINSTAY_ADDRESS", f"http://{name}:{port}")


def _allow(host: str) -> None:
    """Listening on one's own address means answering to it; other names must be listed."""
    if "MAINSTAY_ALLOWED_HOSTS" not in os.environ and host not in ("0.0.0.0", "::"):
        os.environ["MAINSTAY_ALLOWED_HOSTS"] = f"localhost,127.0.0.1,[::1],{host}"
