"""As much of GOV.UK Notify as mail needs, which remembers what it took."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt


class Notify(ThreadingHTTPServer):
    """`taken`: what came. `answers`: the status of the next answers; `loses`: take, then fail."""

    def __init__(self, secret: str) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.secret, self.taken, self.answers = secret, [], []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Conversation(BaseHTTPRequestHandler):
    server: Notify

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.answers.pop(0) if self.server.answers else 201
        if not self._signed():
            status = 403
        if status in (201, 500):  # the worst kind of failure: it took it, and says that it failed
            self.server.taken.append(sent)
        self._say(status, {"id": "1"} if status == 201 else {"errors": [{"message": "No"}]})

    def do_GET(self) -> None:
        sought = parse_qs(urlsplit(self.path).query)["reference"][0]
        found = [one for one in self.server.taken if one["reference"] == sought]
        self._say(200, {"notifications": found, "links": {}})

    def _signed(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            jwt.decode(token, self.server.secret, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return False
        return True

    def _say(self, status: int, words: object) -> None:
        written = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *words: object) -> None:
        """Quiet."""


@contextmanager
def notify_server(secret: str) -> Iterator[Notify]:
    with Notify(secret) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
