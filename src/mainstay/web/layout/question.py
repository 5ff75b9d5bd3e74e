"""What a page was asked: as known on which day, and by which rule set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

BAD_DATE = "The date in the address is not one we can read. Write it like 2026-11-01."


@dataclass(frozen=True)
class Question:
    """`as_of` is None for today; `rules` is the id of a rule set."""

    as_of: date | None
    rules: str

    @cached_property
    def carried(self) -> dict[str, str]:
        """What every link on the page hands on, leaving out what goes without saying."""
        carried = {}
        if self.as_of:
            carried["as_of"] = self.as_of.isoformat()
        if self.rules != settings.MAINSTAY_RULES:
            carried["rules"] = self.rules
        return carried

    @cached_property
    def tail(self) -> str:
        """The same as the end of an address."""
        return address("", dict(self.carried))


def question_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """Read the question once, for the view and for the links of its page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.question = read_question(request)
        return get_response(request)

    return middleware


def read_question(request: HttpRequest) -> Question:
    """Raises BadRequest for a date that is none."""
    rules = request.GET.get("rules", "").strip()
    return Question(read_day(request.GET.get("as_of", "")), rules or settings.MAINSTAY_RULES)


def read_day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadRequest(BAD_DATE) from error


def address(path: str, query: dict[str, object]) -> str:
    """A path and its query; what is empty is left out, so that addresses stay short."""
    kept = {key: value for key, value in query.items() if value not in (None, "", (), [])}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path
