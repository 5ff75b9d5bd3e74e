"""What is read once a request: who a person is does not change while a page is made."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

_memory: ContextVar[dict | None] = ContextVar("mainstay_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside of it, what `remembered` reads is read once; outside of it, each time anew."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` answers, or answered before in this request under the same key."""
    memory = _memory.get()
    if memory is None:
        return read()
    if key not in memory:
        memory[key] = read()
    return memory[key]


def forget() -> None:
    """Whoever changes what may be remembered says so, and it is read again."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()
