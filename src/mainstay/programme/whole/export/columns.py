"""Columns that several exported tables have, and how values are written in them."""

from datetime import date, datetime

from django.utils.timezone import localtime

from mainstay.terms.tables import Cell, Field

CODE = Field("practice_code", "Practice code", "The practice's ODS code.")
NAME = Field("practice_name", "Practice", "The practice's name.")
BY = Field("by_name", "By", "Who did this.")
AT = Field("at", "When", "When this was done.", "dateTime")
REASON = Field("reason", "Reason", "The reason that was given.")


def moment(value: datetime | None) -> Cell:
    """2026-11-02T09:30:00, in the time of England."""
    if value is None:
        return None
    return localtime(value).replace(tzinfo=None).isoformat(timespec="seconds")


def day(value: date | datetime | None) -> Cell:
    """2026-11-02."""
    if isinstance(value, datetime):
        value = localtime(value).date()
    return value.isoformat() if value else None


def said(value: str | None) -> Cell:
    """Words, or None for none."""
    return value or None
