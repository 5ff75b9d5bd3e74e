"""Comment on a figure, change or take back a comment, and answer one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.programme.engagement.comments import actions, policies, queries
from mainstay.terms.definitions import indicators
from mainstay.terms.errors import MainstayError
from mainstay.web.comments import presenters
from mainstay.web.comments.forms import CommentForm, ReplyForm, WithdrawForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.held import known_on, releases
from mainstay.web.layout.pages import page, preparing

SECTION = "engagements"


@with_journey
def comments(request: HttpRequest, selection) -> HttpResponse:
    """Every comment with its answers."""
    return _comments_page(request, selection, {})


@with_journey
def comment_on(request: HttpRequest, selection, indicator: str) -> HttpResponse:
    """Say something of a figure, of an issued pack or of the practice's page."""
    require(policies.can_comment(request.user, selection))
    if indicator not in indicators():
        raise Http404
    on = _figure(request, selection, indicator)
    if isinstance(on, HttpResponse):
        return on
    form = CommentForm(request.POST or None)
    if form.is_valid():
        actions.comment(
            selection=selection,
            indicator=indicator,
            period=on.period,
            figure=on.text,
            pack=on.pack,
            words=form.cleaned_data["words"],
            by=request.user,
            now=now(),
        )
        messages.success(request, "Your comment is saved. The office is told.")
        return redirect("comments", selection.pk)
    held = any(one.indicator == indicator and not one.withdrawn for one in queries.of(selection))
    more = {"figure": on.text, "period": on.period, "held": held}
    return _form_page(request, selection, indicator, form, **more)


@with_journey
def change(request: HttpRequest, selection, comment: int) -> HttpResponse:
    """Put other words in place of a comment's."""
    held = _comment(selection, comment)
    require(policies.can_change(request.user, held))
    last = queries.words(held)
    initial = {"words": last.words, "seen": last.number}
    form = CommentForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.change(
                comment=held,
                words=given["words"],
                seen=given["seen"] or 0,
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            form = CommentForm({"words": given["words"], "seen": last.number})
            form.is_valid()
            form.add_error("words", str(error))
        else:
            messages.success(request, "Your comment is changed. The earlier words are kept.")
            return redirect("comments", selection.pk)
    more = {"figure": held.figure, "period": held.period, "comment": held}
    return _form_page(request, selection, held.indicator, form, **more)


@with_journey
def withdraw(request: HttpRequest, selection, comment: int) -> HttpResponse:
    """Take a comment back, with a reason."""
    held = _comment(selection, comment)
    require(policies.can_change(request.user, held))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withdraw(comment=held, reason=reason, by=request.user, now=now())
        messages.success(request, "Your comment is taken back.")
        return redirect("comments", selection.pk)
    return page(
        request,
        "comments/withdraw.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        words=queries.words(held).words,
        form=form,
        as_of=None,
    )


@with_journey
@require_POST
def reply(request: HttpRequest, selection, comment: int) -> HttpResponse:
    """Answer the practice."""
    held = _comment(selection, comment)
    require(policies.can_reply(request.user, held))
    form = ReplyForm(request.POST, auto_id=f"reply-{held.pk}-%s")
    if not form.is_valid():
        return _comments_page(request, selection, {held.pk: form})
    actions.reply(comment=held, words=form.cleaned_data["words"], by=request.user, now=now())
    messages.success(request, "Your answer is saved. The practice is told.")
    return redirect("comments", selection.pk)


def _comments_page(request: HttpRequest, selection, tried: dict[int, Form]) -> HttpResponse:
    return page(
        request,
        "comments/comments.jinja",
        status=422 if tried else 200,
        section=SECTION,
        selection=selection,
        lines=presenters.lines(selection, request.user, tried),
        may_comment=policies.can_comment(request.user, selection),
        tried=bool(tried),
        as_of=None,
    )


def _form_page(request: HttpRequest, selection, indicator: str, form: Form, **more) -> HttpResponse:
    return page(
        request,
        "comments/comment.jinja",
        status=422 if form.errors else 200,
        section=SECTION,
        selection=selection,
        name=presenters.name_of(indicator),
        form=form,
        as_of=None,
        **more,
    )


def _figure(request: HttpRequest, selection, indicator: str):
    """The figure as the person read it, or the page that says why it is not there yet."""
    period, number = request.GET.get("period"), request.GET.get("pack", "")
    if number.isdecimal():
        found = presenters.in_pack(selection, indicator, period or "", int(number))
    else:
        if not releases():
            return page(request, "layout/empty.jinja")
        request.known = known_on(request.question.as_of or localdate())
        if not request.known.ready():
            return preparing(request)
        found = presenters.on_page(request.known, selection, indicator, period)
    if found is None:
        raise Http404
    return found


def _comment(selection, number: int):
    found = queries.comment(selection, number)
    if found is None:
        raise PermissionDenied
    return found
