"""How mail leaves: by GOV.UK Notify, by a mail server, or into files of the home folder."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SECURE_PORT = 465


def carrier(smtp: str, notify_key: str, *, home: Path) -> dict[str, Any]:
    """Django's settings for mail by Notify if there is a key, else by the server at an address."""
    if notify_key:
        return {"EMAIL_BACKEND": "mainstay.accounts.mail.carriers.notify.NotifyCarrier"}
    if smtp:
        return _server(smtp)
    return {
        "EMAIL_BACKEND": "mainstay.accounts.mail.carriers.files.FileCarrier",
        "EMAIL_FILE_PATH": home / "mail",
    }


def _server(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    secure = parts.scheme == "smtps" or parts.port == SECURE_PORT
    return {
        "EMAIL_BACKEND": "mainstay.accounts.mail.carriers.smtp.SmtpCarrier",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (SECURE_PORT if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
