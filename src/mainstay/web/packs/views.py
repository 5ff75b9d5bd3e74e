"""Preview a data pack, issue it, send it, and say that it was received and read."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.looks import Look
from mainstay.accounts.policies import require
from mainstay.programme.cohort.queries import waiting
from mainstay.programme.engagement.comments.policies import can_comment
from mainstay.programme.engagement.comments.queries import beside
from mainstay.programme.engagement.packs import actions, policies, queries
from mainstay.programme.engagement.packs.steps import FileKind, PackStep
from mainstay.terms.errors import MainstayError
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.downloads import attachment, printed
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.pages import page, preparing
from mainstay.web.packs import presenters
from mainstay.web.packs.forms import IssueForm
from mainstay.web.people.looking import note_look
from mainstay.web.support.links import asking

SECTION = "engagements"
KINDS = {FileKind.HTML.value: "text/html; charset=utf-8", FileKind.PDF.value: "application/pdf"}
POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')


@with_journey
def packs(request: HttpRequest, selection) -> HttpResponse:
    """The newest pack, what became of it, and its figures to comment on; earlier ones below."""
    held = queries.packs(selection)
    newest = held[0] if held else None
    return page(
        request,
        "packs/packs.jinja",
        section=SECTION,
        selection=selection,
        packs=held,
        newest=newest,
        steps=PackStep,
        first=queries.first,
        readers=queries.readers,
        topics=presenters.topics(newest, beside(selection.practice.code)) if newest else [],
        may_issue=policies.can_issue(request.user, selection),
        may_receive=policies.can_receive(request.user, selection),
        may_comment=can_comment(request.user, selection),
        asking=asking(request.user, selection.practice.code),
        as_of=None,
    )


@with_journey
def new_pack(request: HttpRequest, selection) -> HttpResponse:
    """What would be issued, from which day's figures; then issue exactly that."""
    require(policies.can_issue(request.user, selection))
    which = (request.POST or request.GET).get("which", presenters.TODAY)
    known = _known(request, selection, which)
    if isinstance(known, HttpResponse):
        return known
    draft, problem = None, ""
    try:
        draft = presenters.drafted(known, selection)
    except MainstayError as error:
        problem = str(error)
    form = IssueForm(_labels(selection), request.POST or None)
    if request.method == "POST" and draft is not None and form.is_valid():
        problem = _issue(request, selection, draft, form.cleaned_data)
        if not problem:
            return redirect("engagement-pack", selection.pk)
    return _new_page(request, selection, which, draft, problem)


@with_journey
def preview(request: HttpRequest, selection, which: str, kind: str) -> HttpResponse:
    """The pack as it would be issued, as a file."""
    require(policies.can_issue(request.user, selection))
    known = _known(request, selection, which)
    if isinstance(known, HttpResponse):
        return known
    try:
        draft = presenters.drafted(known, selection)
    except MainstayError as error:
        raise Http404 from error
    note_look(request, selection.practice.code, Look.PACK)
    if kind == FileKind.HTML:
        return _as_page(draft.html)
    return printed(draft.document, kind, f"preview-{selection.practice.code}")


@with_journey
def issued_file(request: HttpRequest, selection, pack: int, kind: str) -> HttpResponse:
    """A pack as it was issued: the web page to read here, anything else to save."""
    issued = _pack(selection, pack)
    if kind not in KINDS:
        raise Http404
    content = queries.content(issued, FileKind(kind))
    if policies.can_receive(request.user, selection):
        actions.opened(pack=issued, by=request.user, now=now())
    note_look(request, selection.practice.code, Look.PACK)
    if kind == FileKind.HTML:
        return _as_page(content)
    return attachment(
        content, KINDS[kind], f"pack-{selection.practice.code}-{issued.number}.{kind}"
    )


@with_journey
@require_POST
def send(request: HttpRequest, selection, pack: int) -> HttpResponse:
    """Tell the practice's people who have joined since."""
    require(policies.can_issue(request.user, selection))
    try:
        actions.send(pack=_pack(selection, pack), by=request.user, now=now())
    except MainstayError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "The pack is sent.")
    return redirect("engagement-pack", selection.pk)


@with_journey
@require_POST
def received(request: HttpRequest, selection, pack: int) -> HttpResponse:
    require(policies.can_receive(request.user, selection))
    actions.acknowledge(pack=_pack(selection, pack), by=request.user, now=now())
    messages.success(request, "Thank you. We know that the pack has come.")
    return redirect("engagement-pack", selection.pk)


@with_journey
@require_POST
def gone_through(request: HttpRequest, selection, pack: int) -> HttpResponse:
    require(policies.can_receive(request.user, selection))
    actions.go_through(pack=_pack(selection, pack), by=request.user, now=now())
    messages.success(request, "Thank you. You have gone through the pack.")
    return redirect("engagement-pack", selection.pk)


def _issue(request: HttpRequest, selection, draft, given: dict) -> str:
    """Why it was not issued, if it was not."""
    if given["digest"] != draft.digest:
        return "The figures or comments have changed since your preview. Look at the new one first."
    try:
        made = actions.issue(
            selection=selection, draft=draft, seen=given["seen"], by=request.user, now=now()
        )
    except MainstayError as error:
        return str(error)
    messages.success(request, f"Pack {made.number} is issued.")
    return ""


def _new_page(request: HttpRequest, selection, which: str, draft, problem: str) -> HttpResponse:
    last = queries.newest(selection)
    seen = last.number if last else 0
    initial = {"which": which, "seen": seen, "digest": draft.digest if draft else ""}
    return page(
        request,
        "packs/new.jinja",
        status=422 if problem and request.method == "POST" else 200,
        section=SECTION,
        selection=selection,
        which=which,
        days=presenters.days(selection),
        draft=draft,
        problem=problem,
        number=seen + 1,
        form=IssueForm(_labels(selection), initial=initial),
        nobody=not queries.people_of(selection).exists(),
        unlooked=waiting(selection.programme).filter(practice_code=selection.practice.code).count(),
        as_of=None,
    )


def _known(request: HttpRequest, selection, which: str):
    """What was known on the day that is asked for, or the page that says why not yet."""
    day = presenters.days(selection).get(which)
    if day is None:
        raise Http404
    if not releases():
        return page(request, "layout/empty.jinja")
    request.known = known_on(day)
    return request.known if request.known.ready() else preparing(request)


def _labels(selection) -> list[tuple[str, str]]:
    return [(name, name) for name in presenters.days(selection)]


def _pack(selection, number: int):
    found = queries.pack(selection, number)
    if found is None:
        raise PermissionDenied
    return found


def _as_page(content: bytes) -> HttpResponse:
    """A pack to read in the browser. It has its style within, which its own policy allows."""
    answer = HttpResponse(content, content_type=KINDS[FileKind.HTML])
    answer["Content-Security-Policy"] = _own_policy(content)
    return answer


def _own_policy(content: bytes) -> str:
    """What the page says of itself, and that nobody may frame it."""
    found = POLICY.search(content)
    said = found.group(1).decode().replace("&#x27;", "'") if found else "default-src 'none'"
    return f"{said}; frame-ancestors 'none'"
