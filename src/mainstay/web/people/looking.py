"""Notes in the log who looks at a practice, and who takes a copy of something."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from mainstay.accounts.audit import Event, record
from mainstay.accounts.looks import Look
from mainstay.accounts.readings import note_reading

View = Callable[..., HttpResponse]
LONGEST = 300


def looks_at(look: Look) -> Callable[[View], View]:
    """For a view of one practice, whose address holds its `code`."""

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args, code: str, **kwargs) -> HttpResponse:
            answer = view(request, *args, code=code, **kwargs)
            if answer.status_code == 200:
                note_look(request, code.upper(), look)
            return answer

        return wrapped

    return decorated


def note_look(request: HttpRequest, practice_code: str, look: Look) -> None:
    """Who has not signed in is nobody that a practice could be told of."""
    if request.user.is_authenticated:
        note_reading(person=request.user, practice_code=practice_code, look=look, now=now())


def exports(view: View) -> View:
    """For a view that gives a file on more than one practice."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200 and request.user.is_authenticated:
            record(Event.COPIED, request.get_full_path()[:LONGEST], by=request.user, now=now())
        return answer

    return wrapped
