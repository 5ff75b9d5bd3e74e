"""Ask for pages of a home folder, as a browser would, without a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mainstay.config.settings")
django.setup()

from django.test import Client, override_settings  # noqa: E402  (Django is set up first)

from mainstay.evidence import changes  # noqa: E402
from mainstay.web.layout import held  # noqa: E402

HOST = "localhost"


@contextmanager
def pages_of(folder: Path) -> Iterator[Client]:
    """A client whose pages read that home folder."""
    with override_settings(MAINSTAY_HOME=folder, ALLOWED_HOSTS=[HOST]):
        _forget()
        yield Client(headers={"host": HOST})
    _forget()


def _forget() -> None:
    """What the server keeps of one home must not answer for the next."""
    held.home.cache_clear()
    held._known.cache_clear()
    held._releases.cache_clear()
    changes._seen.cache_clear()
