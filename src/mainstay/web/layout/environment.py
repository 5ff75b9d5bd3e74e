"""The Jinja environment: links that carry the question, and addresses of static files."""

import hashlib
from functools import cache, lru_cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles import finders
from django.urls import reverse
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from mainstay.accounts.made_up import made_up
from mainstay.accounts.notices.queries import unread
from mainstay.accounts.policies import at_a_partner, at_a_practice
from mainstay.programme.assessment.queries import group_name
from mainstay.programme.support.asking.queries import to_answer
from mainstay.web.layout import wording
from mainstay.web.layout.question import address

PATHS_KEPT = 50_000


def environment(**options) -> Environment:
    """Named in settings.TEMPLATES; called once."""
    made = Environment(**options)
    made.globals.update(
        url=url,
        here=here,
        asset=asset,
        get_messages=get_messages,
        unread=unread,
        at_a_practice=at_a_practice,
        at_a_partner=at_a_partner,
        requests_to_answer=to_answer,
        group_name=group_name,
        made_up=made_up,
        contact=settings.MAINSTAY_CONTACT,
        directory=settings.MAINSTAY_DIRECTORY,
    )
    made.filters.update(wording.FILTERS)
    return made


@pass_context
def url(context: Context, name: str, *parts: str, **query) -> str:
    """The address of a page, with the as-of date and rule set of the page it is on."""
    question = context["request"].question
    path = _path(name, parts)
    return address(path, {**question.carried, **query}) if query else path + question.tail


@pass_context
def here(context: Context, **query) -> str:
    """This page with parts of its query changed; None takes a part away."""
    request = context["request"]
    given = {key: request.GET.getlist(key) for key in request.GET}
    return address(request.path, {**given, **query})


@lru_cache(maxsize=PATHS_KEPT)
def _path(name: str, parts: tuple[str, ...]) -> str:
    """A long page has hundreds of links: most of its time would go into finding their paths."""
    return reverse(name, args=parts)


def asset(path: str) -> str:
    """The address of a static file, which changes when its content does."""
    return f"{settings.STATIC_URL}{path}?v={_fingerprint(path)}"


@cache
def _fingerprint(path: str) -> str:
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"There is no static file {path}. Run `make setup`.")
    with open(found, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
