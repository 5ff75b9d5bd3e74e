"""Yes or no by a link in a mail, without signing in: to one visit at one time, and no more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from mainstay.accounts.policies import PermissionDenied
from mainstay.programme.engagement.visits import actions, queries
from mainstay.programme.engagement.visits.states import State
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.pages import page
from mainstay.web.visits.forms import WordsForm

LABEL = "Which days or times would do? (for another time)"


@never_cache
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking changes nothing: programs that read mail open links too."""
    found = queries.answered_by(secret)
    if found is None and request.method == "POST" and "no" in request.POST:
        return _second_no(request, secret)
    if found is None:
        raise Http404
    visit, person = found
    form = WordsForm(request.POST or None, label=LABEL, initial={"seen": visit.seen})
    if request.method == "POST" and form.is_valid() and _answered(request, visit, person, form):
        said = "yes" if "yes" in request.POST else "no"
        return page(request, "visits/answered.jinja", said=said, visit=visit, as_of=None)
    return page(
        request,
        "visits/answer.jinja",
        status=422 if form.errors else 200,
        visit=visit,
        settled=visit.state == State.CONFIRMED,
        form=form,
        as_of=None,
    )


def _answered(request: HttpRequest, visit, person, form: WordsForm) -> bool:
    given = {"visit": visit, "seen": form.cleaned_data["seen"], "by": person, "now": now()}
    try:
        if "yes" in request.POST:
            actions.confirm_visit(**given, by_link=True)
        else:
            actions.decline_visit(**given, words=form.cleaned_data["words"], by_link=True)
    except PermissionDenied as error:  # who has left the practice answers no more for it
        raise Http404 from error
    except MainstayError as error:
        form.data = {**form.data.dict(), "seen": queries.seen_now(visit)}
        form.add_error(None, str(error))
        return False
    return True


def _second_no(request: HttpRequest, secret: str) -> HttpResponse:
    """The first press of two said no, and the link opens nothing more."""
    visit = queries.just_declined(secret)
    if visit is None:
        raise Http404
    return page(request, "visits/answered.jinja", said="no", visit=visit, as_of=None)
