"""Whole teams answering at once, while the server is killed in the middle and started again.

`python -m benchmarks.bench_answers --practices 300 --staff 20 --minutes 60`. Each person opens
their link at a moment of their own, goes through the questions in `--takes` minutes, and the page
saves after every few taps, as its script does. Fewer minutes take as many people off: the same
number come each minute, and with a shorter time to answer as many requests do. A save that the
server did not take is tried again, as the script does; what was taken is looked for in the records
at the end. Records are in a PostgreSQL of their own that keeps what it has said yes to. Times are
from when a request was due, so that a queue counts.
"""

import argparse
import heapq
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tools.on_postgresql import cluster

SAVES = 2  # while on one page, before it is sent
HANDS = 64  # requests at once
AGAIN = 2.0  # seconds until what was not taken is tried again
TARGET = 300
COOKIE = "c" * 32
HOUR = 60
SERVE = "from mainstay.cli import main; main()"


@dataclass
class Person:
    """One link, and what its owner has been told is saved."""

    link: str
    begins: float
    taken: dict[str, int] = field(default_factory=dict)


@dataclass
class Measured:
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    again: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Server:
    """It can be killed with all its workers, and started again on the same port."""

    home: Path
    port: int
    running: subprocess.Popen | None = None

    def start(self) -> None:
        words = ["--home", str(self.home), "serve", "--port", str(self.port), "--workers", "2"]
        self.running = subprocess.Popen(
            [sys.executable, "-c", SERVE, *words],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError, HTTPException):
                talk = HTTPConnection("127.0.0.1", self.port, timeout=5)
                talk.request("GET", "/health")
                talk.getresponse().read()
                return
            time.sleep(0.2)
        sys.exit("The server did not start.")

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


def main() -> None:
    """Ask the teams, let them answer, kill the server once, and look for every answer."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--practices", type=int, default=300)
    read.add_argument("--staff", type=int, default=20)
    read.add_argument("--minutes", type=float, default=60)
    read.add_argument("--takes", type=float, default=12)
    given = read.parse_args()
    with cluster(lasting=True) as database, TemporaryDirectory() as folder:
        os.environ["MAINSTAY_DATABASE"] = database
        os.environ["MAINSTAY_HOME"] = folder
        people, statements = prepare(given.practices, given.staff, given.minutes)
        server = Server(Path(folder), _free_port())
        server.start()
        try:
            measured, away = work(people, statements, server, given.minutes, given.takes)
        finally:
            server.kill()
        lost = missing(people)
    report(given, people, measured, away, lost)
    sys.exit(1 if lost or measured.errors else 0)


def prepare(practices: int, staff: int, minutes: float) -> tuple[list[Person], list[list[str]]]:
    """Made-up practices with a round each; the links of all who come within the time."""
    from mainstay.config.records import prepare as ready

    ready()
    from django.utils.timezone import now

    from mainstay.accounts import actions as accounts
    from mainstay.accounts.roles import Kind, Role
    from mainstay.programme.assessment import actions, sheets
    from mainstay.programme.assessment.models import Asked, StaffGroup
    from mainstay.terms.frameworks import newest

    links = []
    for number in range(-(-int(practices * minutes) // HOUR)):
        at = now()
        practice = accounts.found_organisation(
            kind=Kind.PRACTICE, name=f"MADE-UP SURGERY {number}", code=f"Z{number:05d}", now=at
        )
        invitation, _ = accounts.invite(
            email=f"lead{number}@example.org",
            organisation=practice,
            role=Role.PRACTICE_LEAD,
            by=None,
            now=at,
        )
        lead = accounts.accept_invitation(
            invitation=invitation, person=None, name="A lead", password="three plain words", now=at
        )
        made = actions.open_round(
            practice=practice, answer_by=at.date(), together=False, by=lead, now=at
        )
        groups = list(StaffGroup)
        people = {f"p{number}.{one}@example.org": groups[one % len(groups)] for one in range(staff)}
        actions.ask(team_round=made, people=people, by=lead, now=at)
        links += [sheets.link_of(one) for one in Asked.objects.filter(round=made)]
    chance = random.Random(1)
    framework = newest("triangle")
    pages = [[one.id for one in framework.of_need(need.id)] for need in framework.needs]
    return [Person(link, chance.uniform(0, 60 * minutes)) for link in links], pages


Step = tuple[str, str, dict[str, int] | None]  # method, path, answers


def steps(person: Person, pages: list[list[str]], needs: list[str]) -> list[Step]:
    """What one browser asks for, in order."""
    chance = random.Random(person.link)
    found: list[Step] = [("GET", f"/answers/{person.link}/", None)]
    for need, names in zip(needs, pages, strict=True):
        path = f"/answers/{person.link}/{need}/"
        given = {name: chance.randint(-1, 4) for name in names}
        found.append(("GET", path, None))
        for part in range(1, SAVES + 1):
            some = dict(list(given.items())[: len(given) * part // SAVES])
            found.append(("POST", f"/answers/{person.link}/keep/", {"need": need, **some}))
        found.append(("POST", path, given))
    return found


def work(
    people: list[Person], pages, server: Server, minutes: float, takes: float
) -> tuple[Measured, float]:
    """Every request at its moment; gives how long the server was away as well."""
    from mainstay.terms.frameworks import newest

    needs = [one.id for one in newest("triangle").needs]
    measured = Measured()
    due: list[tuple[float, int, int]] = []
    plans = [steps(one, pages, needs) for one in people]
    for number, (one, plan) in enumerate(zip(people, plans, strict=True)):
        for place in range(len(plan)):
            heapq.heappush(due, (one.begins + 60 * takes * place / len(plan), number, place))
    begun, away = time.perf_counter(), [0.0]
    killer = threading.Timer(60 * minutes / 2, _kill_and_start, (server, away))
    killer.start()
    own = threading.local()
    with ThreadPoolExecutor(HANDS) as hands:
        while due:
            at, number, place = heapq.heappop(due)
            time.sleep(max(0.0, at - (time.perf_counter() - begun)))
            step = plans[number][place]
            hands.submit(_ask, own, server.port, people[number], step, begun + at, measured)
    killer.join()
    return measured, away[0]


def _kill_and_start(server: Server, away: list[float]) -> None:
    gone = time.perf_counter()
    server.kill()
    server.start()
    away[0] = time.perf_counter() - gone


def _ask(own, port: int, person: Person, step: Step, due: float, measured: Measured) -> None:
    """Ask until there is an answer. What had to be tried again is counted, and not timed."""
    method, path, answers = step
    heads = {
        "Host": "localhost",
        "Cookie": f"csrftoken={COOKIE}",
        "X-CSRFToken": COOKIE,
        "Accept-Encoding": "gzip",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode(answers) if answers else None
    tries = 0
    while True:
        try:
            own.talk = getattr(own, "talk", None) or HTTPConnection("127.0.0.1", port, timeout=60)
            own.talk.request(method, path, body, heads)
            answer = own.talk.getresponse()
            answer.read()
            break
        except (OSError, HTTPException):
            own.talk = None
            tries += 1
            time.sleep(AGAIN)
    with measured.lock:
        if answer.status >= 400:
            measured.errors.append(f"{answer.status} {method} {path[:9]}")
        elif answers:
            person.taken |= {name: step for name, step in answers.items() if name != "need"}
        if tries:
            measured.again += 1
        else:
            measured.times.append(1000 * (time.perf_counter() - due))


def missing(people: list[Person]) -> int:
    """How many answers that were taken are not in the records."""
    from mainstay.programme.assessment import answering

    lost = 0
    for one in people:
        held = answering.answers_of(answering.sheet_of(one.link)).steps
        lost += sum(held.get(name) != step for name, step in one.taken.items())
    return lost


def report(given, people: list[Person], measured: Measured, away: float, lost: int) -> None:
    print(
        f"{len(people):,} people within {given.minutes:g} minutes "
        f"({given.practices} practices of {given.staff} an hour), two workers.\n"
        f"{len(measured.times):,} requests: p50 {_share(measured.times, 0.5):.0f}, "
        f"p95 {_share(measured.times, 0.95):.0f} (target {TARGET}), "
        f"p99 {_share(measured.times, 0.99):.0f} ms from when they were due.\n"
        f"Killed with signal 9 half-way; away for {away:.1f} s; "
        f"{measured.again:,} requests were tried again.\n"
        f"{sum(len(one.taken) for one in people):,} answers taken, {lost} lost, "
        f"{len(measured.errors)} errors"
    )
    for one in measured.errors[:10]:
        print(f"  {one}")


def _share(times: list[float], share: float) -> float:
    return statistics.quantiles(times, n=100)[int(100 * share) - 1]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


if __name__ == "__main__":
    main()
