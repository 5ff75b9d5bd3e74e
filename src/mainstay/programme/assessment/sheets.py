"""Answers under seal: what links them to nobody, and how they are read at the end.

A link is a random word that is sent by mail and kept nowhere as it is. Sealed, it lies with who was
asked; its fingerprint lies with the answers. Without the server's secret nobody can tell that two
rows belong together, nor read either of them.
"""

import hashlib
import json
import random
import secrets
from collections.abc import Iterable

from mainstay.accounts.sealing import Lock
from mainstay.programme.assessment.erasing import erase_after_commit
from mainstay.programme.assessment.models import Asked, Round, Sheet
from mainstay.terms import answers

LINK = b"mainstay: link to answers"
ANSWERS = b"mainstay: answers"
BLOCK = 8192  # in bytes: whoever answers much cannot be told from whoever answers little
MIXED = random.SystemRandom()


def new_salt() -> str:
    return secrets.token_hex(32)


def new_link() -> str:
    return secrets.token_urlsafe(24)


def fingerprint(link: str) -> str:
    return hashlib.sha256(b"mainstay: sheet of " + link.encode()).hexdigest()


def sealed_link(found: Round, link: str) -> str:
    return _lock(found, LINK).seal(link)


def link_of(asked: Asked) -> str:
    return _lock(asked.round, LINK).unseal(asked.link)


def new_sheet(found: Round, link: str, group: str) -> Sheet:
    """A sheet without answers, not yet saved."""
    made = Sheet(round=found, fingerprint=fingerprint(link))
    write(made, answers.Sheet(group, {}))
    return made


def write(sheet: Sheet, said: answers.Sheet) -> None:
    """Put answers under seal, in place of those that were there. Does not save."""
    held = {"group": said.group, "steps": said.steps, "hope": said.hope, "words": said.words}
    plain = json.dumps(held, separators=(",", ":"), ensure_ascii=False)
    room = -len(plain.encode()) % BLOCK  # letters outside ASCII take two bytes to four
    sheet.sealed = _lock(sheet.round, ANSWERS).seal(plain + " " * room)


def read(sheet: Sheet) -> answers.Sheet:
    return answers.Sheet(**json.loads(_lock(sheet.round, ANSWERS).unseal(sheet.sealed)))


def read_all(found: Round) -> list[answers.Sheet]:
    lock = _lock(found, ANSWERS)
    return [answers.Sheet(**json.loads(lock.unseal(one.sealed))) for one in found.sheets.all()]


def lay_out(found: Round, more: Iterable[Sheet] = ()) -> None:
    """Write all sheets of a round anew, in no order: their places tell nothing of who was asked."""
    held = [*found.sheets.all(), *more]
    found.sheets.all().delete()
    MIXED.shuffle(held)
    Sheet.objects.bulk_create(held)


def cut_off(found: Round, link: str) -> None:
    """A link opens nothing any more. Its sheet stays among the others, which are mixed anew."""
    sheet = found.sheets.get(fingerprint=fingerprint(link))
    sheet.fingerprint = fingerprint(new_link())
    sheet.save(update_fields=["fingerprint"])
    lay_out(found)


def destroy(found: Round) -> None:
    """Nothing that could open what lies in an old copy of the records is left in these."""
    found.sheets.all().delete()
    found.asked.all().delete()
    found.salt = ""
    erase_after_commit()


def _lock(found: Round, purpose: bytes) -> Lock:
    return Lock(purpose, bytes.fromhex(found.salt))
