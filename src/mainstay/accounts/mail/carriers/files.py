"""Mail as files, for trying things out: one file a mail, there wholly or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mainstay.accounts.mail.carriers import reference


class FileCarrier(BaseEmailBackend):
    """Writes into settings.EMAIL_FILE_PATH. The same mail again is the same file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        _folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(_file(reference(message)), message.message().as_bytes())
        return len(email_messages)

    def went(self, sought: str) -> bool:
        return _file(sought).exists()


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".part")  # of one worker: it claimed the mail
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    aside.rename(path)


def _file(sought: str) -> Path:
    return _folder() / f"{sought}.eml"


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
