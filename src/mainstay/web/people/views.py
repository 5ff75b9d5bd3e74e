"""Who I am here, who else is, and how others are asked in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mainstay.accounts import actions, policies
from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind
from mainstay.accounts.models import Entry, Invitation, Membership, Organisation, Person
from mainstay.accounts.readings import readings, told
from mainstay.accounts.roles import Role
from mainstay.accounts.sessions import sign_out_everywhere
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.pages import page
from mainstay.web.layout.paging import place
from mainstay.web.people.access import organisation_where, signed_in
from mainstay.web.people.forms import AcceptForm, InviteForm
from mainstay.web.people.fresh import fresh, fresh_to_change, just_shown
from mainstay.web.people.links import invitation_link
from mainstay.web.people.visits import begin

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@signed_in
def you(request: HttpRequest) -> HttpResponse:
    """The organisations that a person belongs to."""
    held = policies.current(request.user).select_related("organisation").order_by("since")
    roles = [(one, policies.can_end(request.user, one)) for one in held]
    logs = {
        one.organisation_id for one in held if policies.can_read_log(request.user, one.organisation)
    }
    read = {
        one.organisation_id
        for one in held
        if policies.can_read_readers(request.user, one.organisation)
    }
    return page(
        request, "people/you.jinja", section="you", roles=roles, logs=logs, read=read, as_of=None
    )


@signed_in
@fresh_to_change
def people(request: HttpRequest, number: int) -> HttpResponse:
    """Who belongs to an organisation, who is invited, and a form for one more."""
    organisation = organisation_where(policies.can_see_people, request, number)
    may_invite = policies.can_invite(request.user, organisation)
    form = InviteForm(organisation, request.POST or None)
    if request.method == "POST":
        policies.require(may_invite)
        if form.is_valid() and _invited(request, organisation, form):
            return redirect("people", number)
    return _people_page(request, organisation, form, may_invite=may_invite)


@signed_in
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session of this person but the one that asks."""
    sign_out_everywhere(person=request.user, now=now())
    update_session_auth_hash(request, request.user)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("you")


@signed_in
@require_POST
@fresh
def end_membership(request: HttpRequest, number: int) -> HttpResponse:
    """Take away a role: one's own, or another's as the lead."""
    membership = get_object_or_404(Membership, pk=number)
    actions.end_membership(membership=membership, by=request.user, now=now())
    if membership.person_id == request.user.pk:
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
    messages.success(request, f"{membership.person} has left {membership.organisation}.")
    if policies.can_see_people(request.user, membership.organisation):
        return redirect("people", membership.organisation_id)
    return redirect("you")


@signed_in
@require_POST
def withdraw_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """Close an invitation that was sent in error."""
    invitation = get_object_or_404(Invitation, pk=number)
    actions.withdraw_invitation(invitation=invitation, by=request.user, now=now())
    messages.success(request, f"The invitation of {invitation.email} no longer works.")
    return redirect("people", invitation.organisation_id)


@signed_in
def log(request: HttpRequest, number: int) -> HttpResponse:
    """What was done in an organisation, the newest first."""
    organisation = organisation_where(policies.can_read_log, request, number)
    entries = Entry.objects.filter(organisation=str(organisation.pk)).order_by("-number")
    shown = place(request, entries.count())
    return page(
        request,
        "people/log.jinja",
        section="you",
        organisation=organisation,
        entries=entries[shown.start : shown.start + shown.size],
        place=shown,
        as_of=None,
    )


@signed_in
def readers(request: HttpRequest, number: int) -> HttpResponse:
    """Who looked at a practice, for its lead: the newest first."""
    organisation = organisation_where(policies.can_read_readers, request, number)
    found = readings(organisation.code)
    shown = place(request, found.count())
    return page(
        request,
        "people/readers.jinja",
        section="you",
        organisation=organisation,
        looked=list(told(found[shown.start : shown.start + shown.size])),
        place=shown,
        evidence=settings.MAINSTAY_EVIDENCE,
        as_of=None,
    )


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation, by name and password if one has no account yet."""
    found = Invitation.objects.filter(fingerprint=actions.fingerprint(secret)).first()
    if found is None:
        raise Http404
    person = request.user if request.user.is_authenticated else None
    known = Person.objects.filter(email__iexact=found.email).exists()
    form = None if known else AcceptForm(found.email, request.POST or None)
    problem = _problem(found)
    if request.method == "POST" and not problem and (form is None or form.is_valid()):
        try:
            return _accepted(request, found, person, form)
        except MainstayError as error:
            problem = str(error)
    return page(
        request,
        "people/invitation.jinja",
        invitation=found,
        role=Role(found.role).label.lower(),
        form=form,
        known=known,
        problem=problem,
        as_of=None,
    )


def _problem(found: Invitation) -> str:
    try:
        actions.require_open(found, now())
    except MainstayError as error:
        return str(error)
    return ""


def _accepted(
    request: HttpRequest, found: Invitation, person: Person | None, form: AcceptForm | None
) -> HttpResponse:
    given = form.cleaned_data if form else {"name": "", "password": ""}
    member = actions.accept_invitation(invitation=found, person=person, now=now(), **given)
    if person is None:
        login(request, member, backend=BACKEND)
        begin(request)
        just_shown(request, member, "password")
    messages.success(request, f"You are now part of {found.organisation}.")
    return redirect("engagements")


def _invited(request: HttpRequest, organisation: Organisation, form: InviteForm) -> bool:
    """Whether the invitation was made; if not, the form says why."""
    try:
        with transaction.atomic():
            made, secret = actions.invite(
                email=form.cleaned_data["email"],
                organisation=organisation,
                role=form.role_chosen(),
                by=request.user,
                now=now(),
            )
            send_invitation(made, secret)
    except MainstayError as error:
        form.add_error("email", str(error))
        return False
    messages.success(request, f"An invitation is on its way to {made.email}.")
    return True


def send_invitation(made: Invitation, secret: str) -> None:
    """Put the mail with the link in the outbox, where the link lies sealed until it has gone."""
    words = {
        "invitation": made,
        "role": Role(made.role).label.lower(),
        "link": invitation_link(secret),
    }
    post(
        kind=Kind.INVITATION,
        to=made.email,
        subject=f"Join {made.organisation} on Mainstay",
        words=render_to_string("people/invitation_mail.jinja", words),
        now=made.sent,
        key=f"invitation-{made.pk}",
        organisation=made.organisation,
    )


def _people_page(
    request: HttpRequest, organisation: Organisation, form: InviteForm, *, may_invite: bool
) -> HttpResponse:
    members = organisation.memberships.filter(until=None).select_related("person", "organisation")
    waiting = organisation.invitations.filter(accepted=None, withdrawn=None).order_by("sent")
    return page(
        request,
        "people/people.jinja",
        section="you",
        organisation=organisation,
        members=[
            (one, policies.can_end(request.user, one)) for one in members.order_by("person__name")
        ],
        invitations=[(one, Role(one.role).label, one.expires > now()) for one in waiting],
        may_invite=may_invite,
        form=form,
        as_of=None,
        status=422 if form.errors else 200,
    )
