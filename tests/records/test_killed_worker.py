"""A worker killed with signal 9 at any moment sends no mail twice and forgets none."""

import json
import os
from collections import Counter

from mainstay.accounts.mail.models import Kind, State
from tests.records.homes import run
from tests.records.mail_server import mail_server

TIMES = int(os.environ.get("MAINSTAY_KILLS", "8"))
A_ROUND = 8  # mails


def told_by(own: dict[str, str], *words: str, smtp: str = "") -> dict[str, dict]:
    """What a process with workers and records of its own tells of its mail."""
    more = {"MAINSTAY_SMTP": smtp, "MAINSTAY_ADDRESS": "http://127.0.0.1:8000"}
    return json.loads(run("-m", "tests.records.killing", *words, **own, **more))


def test_mail_as_files_is_there_once_and_whole(own_settings, tmp_path):
    told = told_by(own_settings, str(TIMES))
    files = [one for one in (tmp_path / "mail").iterdir() if one.suffix == ".eml"]
    assert {one.stem for one in files} == set(told["mail"])
    assert len(told["mail"]) == (TIMES + 1) * A_ROUND
    assert {state for _, state, _ in told["mail"].values()} == {State.SENT}
    for one in files:
        assert one.read_text().rstrip().endswith(("/notices/mail/", "Open this link."))
    print(f"\n{TIMES} kills caught {told['caught']} of {len(files)} mails under way")  # noqa: T201


def test_mail_by_a_server_that_cannot_be_asked(own_settings):
    """A notice never comes twice: one that may not have come is in the next digest. An invitation
    comes at least once, and twice only where the worker was killed while handing it over."""
    with mail_server() as server:
        told = told_by(own_settings, str(TIMES), smtp=server.address)
    fates = Counter()
    for reference, (kind, state, tries) in told["mail"].items():
        came = server.taken[reference]
        fates[kind, state, came] += 1
        if kind == Kind.INVITATION:
            assert state == State.SENT
            assert came == 1 or (came > 1 and tries >= came)
        elif state == State.SENT:
            assert came == 1
        else:
            assert state == State.IN_DOUBT
            assert came <= 1
            assert reference in told["digests"]
    assert set(server.taken) <= set(told["mail"])
    again = sum(server.taken.values()) - len(server.taken)
    assert again <= TIMES
    print(f"\n{TIMES} kills, {told['caught']} mails under way: {dict(fates)}")  # noqa: T201


def test_workers_beside_one_another_send_each_mail_once(own_settings):
    with mail_server() as server:
        told = told_by(own_settings, "beside", "3", smtp=server.address)
    assert {state for _, state, _ in told.values()} == {State.SENT}
    assert server.taken == Counter(told.keys())
