"""A programme as a whole: its board and what is worked out from it."""

from mainstay.accounts.roles import Role
from tests.records.tables import LOOKS_ON, OFFICE, SUPPORT, Page

SEE_BOARD = OFFICE | LOOKS_ON | SUPPORT
SEE_WHOLE = SEE_BOARD - {Role.CHANGE_MANAGER}


def programme(side) -> list[object]:
    return [side.programme.pk]


PAGES = {"board": Page(SEE_BOARD, programme)}
ACTIONS: dict = {}
