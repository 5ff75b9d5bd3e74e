"""Where records are kept: a file of the home folder, or PostgreSQL."""

from pathlib import Path
from typing import Any

import dj_database_url

BUSY = 20  # seconds that a writer waits for another
SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a transaction that reads first could not wait for its turn
    "timeout": BUSY,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}


def database(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for the database at an address, the home folder's own if it is empty."""
    if not address:
        file = home / "records.sqlite3"
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE}
    return {**dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)}
