"""Make the records ready to be read and written: the secret, the folder, the tables."""

import os
import secrets
from pathlib import Path

from mainstay.config import environment

SECRET_FILE = "secret-key"
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
    call_command("migrate", verbosity=0, interactive=False)


def _secret(path: Path) -> str:
    """The home folder's own secret, made once; nobody else on the machine may read it."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(LETTERS))
    except FileExistsError:
        pass
    return path.read_text().strip()
