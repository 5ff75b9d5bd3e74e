"""Files that people attach to what they record: checked by content and size, and never changed.

A record that takes files has a key to `Upload`. Who may attach or fetch one is the policy of that
record, so that nothing here can be reached by guessing a number.
"""

import hashlib
from datetime import datetime
from typing import BinaryIO, Protocol

from django.db import transaction

from mainstay.accounts.audit import Event, record
from mainstay.accounts.file_kinds import FileKind, kind_of, safe_name
from mainstay.accounts.models import Organisation, Person, Upload, UploadContent
from mainstay.terms.errors import MainstayError

MOST_BYTES = 10 * 1024 * 1024


class Given(Protocol):
    """A file as a form hands it over."""

    name: str | None
    file: BinaryIO

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, place: int, /) -> int: ...


@transaction.atomic
def attach(*, file: Given, to: Organisation, by: Person, now: datetime) -> Upload:
    """Keep a file; `to` is the organisation whose log tells of it.

    The caller has asked its own policy. Raises MainstayError for a file that is not taken.
    """
    content, kind = checked(file)
    digest = hashlib.sha256(content).hexdigest()
    made = Upload.objects.create(
        name=safe_name(file.name or "", kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=digest,
        by=by,
        at=now,
    )
    UploadContent.objects.create(upload=made, content=content)
    record(
        Event.FILE_ATTACHED,
        made.name,
        by=by,
        now=now,
        organisation=to,
        details={"sha256": digest, "size": made.size},
    )
    return made


def checked(file: Given) -> tuple[bytes, FileKind]:
    """What is in a file, and its kind. Raises MainstayError where it is not taken."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise MainstayError(
            "This file is larger than 10 MB.", advice="Choose a smaller one, or share it in parts."
        )
    if not content:
        raise MainstayError("This file is empty.", advice="Choose another.")
    return content, kind_of(content, file.name or "")


def content_of(upload: Upload) -> bytes:
    """The bytes as they came. Raises MainstayError where they are no longer what they were."""
    content = bytes(upload.held.content)
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise MainstayError(f"{upload.name} is not as it was attached.")
    return content
