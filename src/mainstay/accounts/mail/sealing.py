"""The words of a mail while it waits. It may hold a link that lets its reader in."""

from mainstay.accounts.sealing import Lock

PURPOSE = b"mainstay: words of mail"


def seal(words: str) -> str:
    return Lock(PURPOSE).seal(words)


def unseal(sealed: str) -> str:
    """Raises MainstayError where the words were sealed with another secret, or are erased."""
    return Lock(PURPOSE).unseal(sealed)
