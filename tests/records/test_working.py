"""The worker: by the command, by the server, until it is told to stop."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind
from mainstay.config import tidying, working
from mainstay.config.serving import _answer_at
from tests.records.conftest import NOW
from tests.records.homes import ROOT, run

COMMAND = [sys.executable, "-c", "from mainstay.cli import main; main()"]
ENDS_WITHIN = 90
LEAVES = """
import subprocess, sys, os
worker = subprocess.Popen([sys.executable, "-m", "mainstay.config.worker", str(os.getpid())])
print(worker.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def own(own_settings) -> dict[str, str]:
    """An environment with records of its own."""
    return {**os.environ, **own_settings}


def gone(pid: int) -> bool:
    """Whether a process that is not ours to wait for has ended."""
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def within(seconds: float, held) -> bool:
    end = time.monotonic() + seconds
    while not held() and time.monotonic() < end:
        time.sleep(0.1)
    return held()


def test_work_once_ends_by_itself(own):
    for words in (["work", "--once"], ["people", "mail"]):
        done = subprocess.run([*COMMAND, *words], env=own, cwd=ROOT, check=False)
        assert done.returncode == 0


def test_work_ends_well_when_it_is_told_to_stop(own, tmp_path):
    with subprocess.Popen(
        [*COMMAND, "work"], env=own, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert "at work" in running.stdout.readline()
        time.sleep(1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(ENDS_WITHIN) in (0, -signal.SIGTERM)


def test_a_signal_in_the_midst_of_a_wait_is_heard(own_settings):
    """With a lock in the way, some of them would wait for it for ever."""
    assert int(run("-m", "tests.records.stopping", "300", **own_settings)) == 0


def test_a_worker_does_not_outlive_its_server(own):
    left = subprocess.run(
        [sys.executable, "-c", LEAVES], env=own, cwd=ROOT, stdout=subprocess.PIPE, check=False
    )
    worker = int(left.stdout)
    assert within(ENDS_WITHIN, lambda: gone(worker))


def test_what_fails_does_not_keep_the_rest_from_being_done(mailed, monkeypatch, caplog):
    def broken(at):
        raise ZeroDivisionError

    monkeypatch.setattr(working, "REMINDERS", (broken,))
    post(kind=Kind.NOTICE, to="ann@example.org", subject="Due", words="Words", now=NOW)
    assert len(mailed()) == 1
    assert "goes on after an error" in caplog.text


def test_the_queue_is_cleared_of_what_it_did(mailed):
    post(kind=Kind.NOTICE, to="ann@example.org", subject="Due", words="Words", now=NOW)
    mailed()
    tidying.tidy_queue(now())
    assert DBTaskResult.objects.count() == 1
    tidying.tidy_queue(now() + tidying.KEPT + timedelta(minutes=1))
    assert not DBTaskResult.objects.exists()


def test_what_a_dead_worker_held_is_free_again_but_not_for_ever():
    post(kind=Kind.NOTICE, to="ann@example.org", subject="Due", words="Words", now=NOW)
    task = DBTaskResult.objects.get()
    for number in range(tidying.MOST):
        task.claim(f"worker {number}")
        tidying.tidy_queue(now())
        task.refresh_from_db()
        assert task.status == "RUNNING"
        tidying.tidy_queue(now() + tidying.STUCK + timedelta(minutes=1))
        task.refresh_from_db()
        assert task.status == ("READY" if number + 1 < tidying.MOST else "FAILED")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("::1", "http://[::1]:8123"),
        ("office.example", "http://office.example:8123"),
    ],
)
def test_links_in_mail_lead_where_the_server_listens(host, address, monkeypatch):
    monkeypatch.setenv("MAINSTAY_ADDRESS", "")  # so that it is put back as it was
    monkeypatch.delenv("MAINSTAY_ADDRESS")
    _answer_at(host, 8123)
    assert os.environ["MAINSTAY_ADDRESS"] == address
    monkeypatch.setenv("MAINSTAY_ADDRESS", "https://mainstay.example")
    _answer_at(host, 8123)
    assert os.environ["MAINSTAY_ADDRESS"] == "https://mainstay.example"
