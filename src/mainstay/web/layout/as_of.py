"""Change the day that figures are known on, and come back to the same page."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from mainstay.web.layout.pages import page
from mainstay.web.layout.question import address

PARTS = ("day", "month", "year")
FOUR_DIGITS = re.compile("[0-9]{4}")  # a year of two figures is a day that nobody means


def change(request: HttpRequest) -> HttpResponse:
    """A day in three boxes becomes ?as_of= on the page the person came from."""
    back = _back(request)
    typed = {part: request.GET.get(part, "").strip() for part in PARTS}
    if not any(typed.values()):
        return HttpResponseRedirect(_with_day(back, None))
    day, problem = _read(typed)
    if day is None:
        return page(
            request,
            "layout/as_of.jinja",
            back=back,
            typed=typed,
            problem=problem,
            faulty=_faulty(typed),
        )
    return HttpResponseRedirect(_with_day(back, day))


def _read(typed: dict[str, str]) -> tuple[date | None, str]:
    missing = [part for part in PARTS if not typed[part]]
    if missing:
        return None, f"The date must include a {' and a '.join(missing)}"
    if not FOUR_DIGITS.fullmatch(typed["year"]):
        return None, "Year must include 4 numbers"
    try:
        return date(int(typed["year"]), int(typed["month"]), int(typed["day"])), ""
    except ValueError:
        return None, "The date must be a real date, such as 1 11 2026"


def _faulty(typed: dict[str, str]) -> list[str]:
    """The boxes that the problem is in: those left empty, a year too short, or else all of them."""
    empty = [part for part in PARTS if not typed[part]]
    if empty:
        return empty
    return list(PARTS) if FOUR_DIGITS.fullmatch(typed["year"]) else ["year"]


def _back(request: HttpRequest) -> str:
    """Only ever a page of ours."""
    back = request.GET.get("back", "/")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


def _with_day(back: str, day: date | None) -> str:
    parts = urlsplit(back)
    query: dict[str, object] = {**parse_qs(parts.query)}
    query["as_of"] = day.isoformat() if day else None
    return address(parts.path, query)
