"""A practice's rounds, and the triangle that each came to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from mainstay.analysis import triangle as reading
from mainstay.programme.assessment import policies, queries
from mainstay.programme.assessment.beginning import queries as beginnings
from mainstay.programme.sharing.policies import can_share
from mainstay.reports.team_round import unsure
from mainstay.web.assessment import presenters
from mainstay.web.assessment.access import with_practice, with_shared_round
from mainstay.web.assessment.figures import questions
from mainstay.web.assessment.others import others
from mainstay.web.layout.pages import page
from mainstay.web.people.access import signed_in
from mainstay.web.support.links import asking, help_with

SECTION = "assessments"


@signed_in
def assessments(request: HttpRequest) -> HttpResponse:
    """The practices that one belongs to; with one alone, that one."""
    own = list(queries.own_practices(request.user))
    if len(own) == 1:
        return redirect("assessment", own[0].pk)
    return page(request, "assessment/practices.jinja", section=SECTION, practices=own, as_of=None)


@with_practice
def assessment(request: HttpRequest, practice) -> HttpResponse:
    """The round under way, and those that were finished."""
    found = list(queries.rounds(practice))
    return page(
        request,
        "assessment/practice.jinja",
        section=SECTION,
        practice=practice,
        now=next((one for one in found if one.finished is None), None),
        finished=[presenters.finished(one) for one in found if one.finished is not None],
        may=policies.can_run(request.user, practice),
        today=localdate(),
        as_of=None,
    )


@with_shared_round
def triangle(request: HttpRequest, found) -> HttpResponse:
    """What the team says of itself, level by level; before it is finished, how it stands so far.

    Those with whom it is shared see what the team agreed, and nothing of what people said alone.
    """
    framework, steps = queries.framework_of(found), queries.team_answers(found)
    own = policies.can_see(request.user, found.practice)
    agreed, begin = queries.agreed(found), beginnings.beginnings(found)
    asked = asking(request.user, found.practice.code)
    return page(
        request,
        "assessment/triangle.jinja",
        section=SECTION if own else "engagements",
        own=own,
        team_round=found,
        framework=framework,
        agreed=agreed,
        differ=[name for name in steps if steps[name] is None and name not in agreed],
        levels=reading.levels(framework, steps),
        abilities=reading.abilities(framework, steps),
        strengths=reading.strengths(framework, steps),
        begin=begin,
        unsure=unsure(framework, steps, begin),
        chosen=[one for one in begin if one.id in beginnings.chosen(found)],
        may_choose=policies.can_choose(request.user, found),
        hope=presenters.hope(queries.released(found), framework) if own else "",
        answered=queries.answered(found),
        since=presenters.since(found, framework) if own else None,
        may_share=can_share(request.user, found),
        among=others(found) if own else None,
        questions=questions(found.practice.code, framework, steps, localdate()),
        asking=asked,
        helps=help_with(asked, begin),
        as_of=None,
    )
