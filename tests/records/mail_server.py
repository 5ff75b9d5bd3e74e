"""A small mail server that remembers what it took."""

import re
import socketserver
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class MailServer(socketserver.ThreadingTCPServer):
    """`taken`: how often a mail came, by its Message-ID. `refused`: addresses and their answers."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: Counter[str] = Counter()
        self.written: list[str] = []
        self.refused: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a mail needs."""

    server: MailServer

    def handle(self) -> None:
        try:
            self._say("220 ready")
            while line := self.rfile.readline():
                if not self._answer(line.decode().strip()):
                    return
        except ConnectionError:
            return  # the worker was killed

    def _answer(self, line: str) -> bool:
        verb = line.split(" ")[0].split(":")[0].upper()
        if verb == "DATA":
            return self._take()
        if verb == "RCPT":
            self._say(self.server.refused.get(re.findall(r"<(.*?)>", line)[0], "250 yes"))
            return True
        self._say("221 goodbye" if verb == "QUIT" else "250 yes")
        return verb != "QUIT"

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # cut off: what is not whole was not taken
            lines.append(line.decode())
        whole = "".join(lines)
        self.server.written.append(whole)
        self.server.taken[re.search(r"Message-ID: <(.*?)@", whole).group(1)] += 1
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
