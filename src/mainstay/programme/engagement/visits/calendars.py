"""Visits as calendars that other programs read: iCalendar (RFC 5545 and 5546)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from mainstay import __version__
from mainstay.accounts.made_up import SHORT, made_up
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits.states import State

LONDON = ZoneInfo("Europe/London")


class Method(StrEnum):
    """What the receiver's calendar is to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


STATUS = {State.CONFIRMED: "CONFIRMED", State.HELD: "CONFIRMED", State.CANCELLED: "CANCELLED"}


def invitation(visit: Visit, starts: datetime, method: Method, to: str) -> str:
    """One visit for a mail; the same visit has the same UID, and each change a higher number."""
    event = _event(visit, starts, method)
    event.add("attendee", vCalAddress(f"mailto:{to}"))
    return _written([event], method)


def feed(visits: Iterable[Visit]) -> str:
    """A person's visits, to be fetched again and again."""
    events = [_event(one, one.starts, Method.PUBLISH) for one in visits if one.starts]
    return _written(events, Method.PUBLISH)


def _written(events: Iterable[Event], method: Method) -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//Mainstay//Mainstay {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    for one in events:
        calendar.add_component(one)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(visit: Visit, starts: datetime, method: Method) -> Event:
    local = starts.astimezone(LONDON)
    host = urlsplit(settings.MAINSTAY_ADDRESS).hostname
    event = Event()
    event.add("uid", f"{visit.uid}@{host}")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.since)
    event.add("dtstart", local)
    event.add("dtend", local + timedelta(minutes=visit.minutes))
    event.add("summary", f"{SHORT}: {visit}" if made_up() else str(visit))
    event.add("location", visit.selection.practice.name)
    event.add("description", visit.what.others)
    cancelled = method is Method.CANCEL
    event.add("status", "CANCELLED" if cancelled else STATUS.get(State(visit.state), "TENTATIVE"))
    organiser = vCalAddress(f"mailto:{_sender()}")
    organiser.params["CN"] = vText(visit.selection.programme.name)
    event["organizer"] = organiser
    return event


def _sender() -> str:
    """The bare address that mail comes from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
