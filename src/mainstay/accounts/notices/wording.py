"""The words of the mails that tell people something."""

from collections.abc import Sequence

from django.conf import settings

from mainstay.accounts.notices.models import Notice

SETTINGS = "/notices/mail/"
WHY = "You get this because you have an account on Mainstay. Choose what is mailed to you:"


def one(notice: Notice) -> str:
    """A notice as a mail of its own."""
    return f"Hello {notice.person.name},\n\n{_told(notice)}\n\n{_foot()}"


def heading(notices: Sequence[Notice]) -> str:
    """The subject of a day's notices."""
    if len(notices) == 1:
        return notices[0].subject
    return f"{len(notices)} things for you on Mainstay"


def several(notices: Sequence[Notice]) -> str:
    """A day's notices in one mail."""
    told = "\n\n".join(f"{one.subject}\n{_told(one)}" for one in notices)
    return f"Hello {notices[0].person.name},\n\n{told}\n\n{_foot()}"


def _told(notice: Notice) -> str:
    return f"{notice.words}\n{settings.MAINSTAY_ADDRESS}{notice.path}"


def _foot() -> str:
    return f"--\n{WHY}\n{settings.MAINSTAY_ADDRESS}{SETTINGS}\n"
