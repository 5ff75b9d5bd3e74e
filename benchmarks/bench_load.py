"""Many people at once: browsing and saving against the server as it runs in service.

`python -m benchmarks.bench_load --users 100 --minutes 5`. It works on a copy of a made-up England
of full size. Records are in a PostgreSQL of their own, with the demo in them. Each user has a
session that was prepared, thinks five to ten seconds between pages, and does what MIX says. The
server and the users share the machine's processors.
"""

import argparse
import gzip
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from benchmarks.bench_pages import made_up
from tools.on_postgresql import cluster

THINK = (5.0, 10.0)  # seconds
STARTS_WITHIN = 180
COOKIE = "c" * 32  # the token of forms, the same in the cookie and in what is sent
CRITERION = 8
# What is written down in words: in a meeting each answer has one person who types it.
QUESTIONS = (
    "where-now",
    "where-want",
    "where-need",
    "ready-to-change",
    "prepared-to-do",
    "options",
)
SERVE = "from mainstay.cli import main; main()"
# How often each is done, of a hundred.
MIX = {
    "board": 15,
    "our work": 10,
    "journey": 25,
    "evidence": 10,
    "judging": 20,
    "conversation": 15,
    "comments": 5,
}
TARGET = 300
TOLD = (409, 422)  # somebody saved the same a moment before; nothing is lost
WARMING = 6  # new connections, which go to either worker


@dataclass
class World:
    """What the users know: addresses of the programme, its practices and their journeys."""

    programme: int
    codes: list[str]
    journeys: list[int]
    talks: list[int]  # journeys with a record of the conversation


@dataclass
class Measured:
    """Milliseconds by page, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    met: int = 0  # saves that were told of a colleague's, which came first
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str, seconds: float, status: int, path: str) -> None:
        with self.lock:
            self.times[name].append(1000 * seconds)
            self.met += status in TOLD
            if status >= 400 and status not in TOLD:
                self.errors.append(f"{status} {name} {path}")


@dataclass
class User:
    """One browser: its session, its own chance and its connection."""

    number: int
    session: str
    office: str  # a session of the office: others may not judge
    port: int
    world: World
    measured: Measured
    typed: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)
        self.talk = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(
        self, name: str, path: str, data: dict[str, object] | None = None, session: str = ""
    ) -> str:
        """The page, timed; the body of a form is sent where there is one."""
        body = urlencode(data) if data is not None else None
        heads = {
            "Host": "localhost",
            "Cookie": f"sessionid={session or self.session}; csrftoken={COOKIE}",
            "X-CSRFToken": COOKIE,
            "Accept-Encoding": "gzip",
        }
        if body:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self.talk.request("POST" if body else "GET", path, body, heads)
        answer = self.talk.getresponse()
        content = answer.read()
        self.measured.note(name, time.perf_counter() - begun, answer.status, path)
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return content.decode(errors="replace")


def main() -> None:
    """Set everything up, let the users work, and print what they met."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--home", type=Path, help="A home folder; made up if you leave it out.")
    read.add_argument("--users", type=int, default=100)
    read.add_argument("--minutes", type=float, default=5)
    given = read.parse_args()
    with cluster() as database, TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(given.home or made_up(Path("var/bench-pages")), home, symlinks=True)
        os.environ["MAINSTAY_DATABASE"] = database
        os.environ["MAINSTAY_HOME"] = str(home)
        world, sessions, offices = prepare(home, given.users)
        with server(home) as port:
            measured = work(given.users, given.minutes, port, world, sessions, offices)
    report(measured, given.users, given.minutes)
    sys.exit(1 if measured.errors else 0)


def prepare(home: Path, users: int) -> tuple[World, list[str], list[str]]:
    """The demo's records, and a session for each user: everybody in it in turn."""
    from mainstay.config.records import prepare as ready

    ready()
    import mainstay
    from mainstay.accounts.models import Person
    from mainstay.cli.demo import making
    from mainstay.cli.options import now
    from mainstay.programme.engagement.overview.queries import all_standings
    from mainstay.programme.engagement.stages import UNDER_WAY
    from mainstay.programme.organisations.models import Programme

    if not making.is_there():
        making.make(mainstay.open_home(home), now())
    programme = Programme.objects.get()
    found = all_standings(programme, now().date())
    known = mainstay.open_home(home).known(programme.as_of)
    staff = ("ada", "ben", "dev")
    held = {key: Person.objects.get(email=f"{key}@demo.example.org") for key in staff}
    world = World(
        programme=programme.pk,
        codes=known.area_codes(programme.area_code),
        journeys=[one.selection.pk for one in found],
        talks=[
            one.selection.pk
            for one in found
            if one.stage in UNDER_WAY and one.selection.responses.exists()
        ],
    )
    sessions = [session(held[staff[number % len(staff)]]) for number in range(users)]
    offices = [session(held["ada"]) for _ in range(users)]
    return world, sessions, offices


def session(person) -> str:
    """The key of a session of somebody who has taken both steps."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    made, shown = SessionStore(), {"at": time.time(), "reauthenticated": True}
    made[SESSION_KEY] = str(person.pk)
    made[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    made[HASH_SESSION_KEY] = person.get_session_auth_hash()
    made["account_authentication_methods"] = [
        {"method": "password", **shown},
        {"method": "mfa", "type": "totp", **shown},
    ]
    made["account_authentication_methods_user"] = str(person.pk)
    made.create()
    return made.session_key


@contextmanager
def server(home: Path) -> Iterator[int]:
    """The server with two workers, ready to answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--home", str(home), "serve", "--port", str(port), "--workers", "2"]
    running = subprocess.Popen([sys.executable, "-c", SERVE, *words], stdout=subprocess.DEVNULL)
    try:
        _wait(port, running)
        yield port
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait(port: int, running: subprocess.Popen) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and running.poll() is None:
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/health")
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("The server did not start.")


def work(
    users: int, minutes: float, port: int, world: World, sessions: list[str], offices: list[str]
) -> Measured:
    """Everybody at once; first each page several times, so that both workers are warm."""
    measured, warm = Measured(), Measured()
    everybody = [
        User(number, sessions[number], offices[number], port, world, measured)
        for number in range(users)
    ]
    for _ in range(WARMING):
        for name in DEEDS:
            DEEDS[name](User(0, offices[0], offices[0], port, world, warm))
    end = time.monotonic() + 60 * minutes
    threads = [threading.Thread(target=_use, args=(one, end)) for one in everybody]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return measured


def _use(user: User, end: float) -> None:
    time.sleep(user.chance.uniform(0, THINK[1]))  # nobody comes at the same moment
    while time.monotonic() < end:
        name = user.chance.choices(list(MIX), list(MIX.values()))[0]
        try:
            DEEDS[name](user)
        except OSError as error:
            user.talk.close()
            user.measured.note(name, 0.0, 599, str(error))
        time.sleep(user.chance.uniform(*THINK))


def _board(user: User) -> None:
    user.ask("board", f"/programmes/{user.world.programme}/board/")


def _our_work(user: User) -> None:
    user.ask("our work", "/engagements/")


def _journey(user: User) -> None:
    user.ask("journey", f"/engagements/{user.chance.choice(user.world.journeys)}/")


def _evidence(user: User) -> None:
    user.ask("practice's figures", f"/practices/{user.chance.choice(user.world.codes)}")


def _judging(user: User) -> None:
    """Read the page of a practice, then save a judgement; each user has practices of their own."""
    codes = user.world.codes
    code = codes[user.number % len(codes)]
    path = f"/programmes/{user.world.programme}/practices/{code}/"
    page = user.ask("judging page", path, session=user.office)
    seen = re.search(rf'name="c{CRITERION}-seen"[^>]*value="(\d+)"', page)
    told = {
        f"c{CRITERION}-level": user.chance.choice(("high", "medium", "low")),
        f"c{CRITERION}-reason": f"Seen again by user {user.number}.",
        f"c{CRITERION}-seen": seen.group(1) if seen else "",
    }
    user.ask("judging saved", f"{path}judge/{CRITERION}/", told, user.office)


def _conversation(user: User) -> None:
    """Save a few words as one types."""
    number = user.world.talks[user.number % len(user.world.talks)]
    page = user.ask("conversation", f"/engagements/{number}/conversation/")
    question = QUESTIONS[user.number // len(user.world.talks) % len(QUESTIONS)]
    seen = re.search(rf'name="{question}-seen"[^>]*value="(\d+)"', page)
    user.typed += 1
    told = {"question": question, "words": f"Words {user.number}.{user.typed}"}
    told["seen"] = seen.group(1) if seen else "0"
    user.ask("words saved", f"/engagements/{number}/conversation/answer/", told)


def _comments(user: User) -> None:
    number = user.chance.choice(user.world.journeys)
    user.ask("comments", f"/engagements/{number}/comments/")


DEEDS: dict[str, Callable[[User], None]] = {
    "board": _board,
    "our work": _our_work,
    "journey": _journey,
    "evidence": _evidence,
    "judging": _judging,
    "conversation": _conversation,
    "comments": _comments,
}


def report(measured: Measured, users: int, minutes: float) -> None:
    """A line a page, the slowest first."""
    print(f"{users} users, {minutes:g} minutes, two workers. Target: p95 under {TARGET} ms.\n")
    print(f"{'page':<22}{'asked':>7}{'p50':>8}{'p95':>8}{'p99':>8}")
    every = [one for times in measured.times.values() for one in times]
    rows = sorted(measured.times.items(), key=lambda one: -_share(one[1], 0.95))
    for name, times in [*rows, ("every page", every)]:
        spans = "".join(f"{_share(times, share):>8.0f}" for share in (0.5, 0.95, 0.99))
        print(f"{name:<22}{len(times):>7}{spans}")
    print(f"\n{len(measured.errors)} errors; {measured.met} saves met a colleague's")
    for one in measured.errors[:10]:
        print(f"  {one}")


def _share(times: list[float], share: float) -> float:
    return statistics.quantiles(times, n=100)[int(100 * share) - 1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    main()
