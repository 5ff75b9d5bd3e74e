"""How long somebody stays signed in: a working day at most, and not while nobody is there."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "visit_began", "visit_seen"
NOTED_EVERY = 5 * 60  # seconds: writing at each page would be a write at each page


def visit_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """Ends a session that is too old, or that nobody has used for long."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _look_at(request)
        return get_response(request)

    return middleware


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in."""
    request.session[BEGAN] = request.session[SEEN] = time()


def _look_at(request: HttpRequest) -> None:
    now, session = time(), request.session
    began = session.setdefault(BEGAN, now)
    seen = session.setdefault(SEEN, now)
    if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.MAINSTAY_IDLE:
        logout(request)
    elif now - seen > NOTED_EVERY:
        session[SEEN] = now
