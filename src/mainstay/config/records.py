"""Make the records ready to be read and written: the secret, the folder, the tables."""

import contextlib
import fcntl
import os
import secrets
from pathlib import Path

from mainstay.config import environment

SECRET_FILE = "secret-key"
LOCK_FILE = "records.lock"
LETTERS = 64


def prepare() -> None:
    """Start Django for this process, with its tables as this version of Mainstay wants them."""
    home = Path(environment.text("MAINSTAY_HOME")).expanduser()
    home.mkdir(parents=True, exist_ok=True)
    if not environment.text("MAINSTAY_SECRET_KEY"):
        os.environ["MAINSTAY_SECRET_KEY"] = _secret(home / SECRET_FILE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mainstay.config.settings")
    import django  # needs the settings named above
    from django.core.management import call_command

    django.setup()
    with (home / LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a server and a command may start at the same moment
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def _secret(path: Path) -> str:
    """The home folder's own secret, made once; nobody else on the machine may read it."""
    if not path.exists():
        aside = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(LETTERS))
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)  # whole or not at all; whoever comes first is the one
        aside.unlink()
    return path.read_text().strip()
