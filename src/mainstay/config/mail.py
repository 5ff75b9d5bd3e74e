"""How mail leaves: by a mail server, or into files of the home folder."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SECURE_PORT = 465


def server(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for mail by the server at an address; files if it is empty."""
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": home / "mail",
        }
    parts = urlsplit(address)
    secure = parts.scheme == "smtps" or parts.port == SECURE_PORT
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (SECURE_PORT if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
