"""Every address of people and organisations, for every role: own, another's, and a stranger."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mainstay.accounts import actions, policies
from mainstay.accounts.models import Entry, Organisation
from mainstay.accounts.remembering import remembering
from mainstay.accounts.roles import LEADS, Kind, Role
from mainstay.programme.agreements import policies as agreements
from mainstay.programme.organisations import policies as organisations
from tests.records.conftest import EVERY_ROLE, NOW, sign_in
from tests.records.world import world

LEAD_ROLES = set(LEADS.values())
EVERYBODY = set(Role)

# Addresses about one organisation: the method, and the roles there that may.
OWN = {
    "people": ("get", EVERYBODY),
    "log": ("get", LEAD_ROLES | {Role.AUDITOR}),
    "readers": ("get", {Role.PRACTICE_LEAD}),
    "withdraw": ("post", LEAD_ROLES),
    "end-membership": ("post", LEAD_ROLES),
    "invite": ("post", LEAD_ROLES),  # the form of the page of people
}
# Addresses about oneself, for whoever has signed in.
SIGNED_IN = (
    "you",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
)
# As those, for whoever has such a thing; for others it is not there.
HAVE_ONE = ("mfa_deactivate_totp", "mfa_remove_webauthn", "mfa_view_recovery_codes")
# As those, by a form.
SIGNED_IN_TO_CHANGE = ("sign-out-elsewhere",)
# Addresses for anybody: they say nothing about whether a person or an organisation exists.
ANYBODY = {
    "account_login",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "mfa_authenticate",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "invitation",
}
ONESELF = {*SIGNED_IN, *HAVE_ONE, *SIGNED_IN_TO_CHANGE}
ADDRESSES = (set(OWN) - {"invite"}) | ONESELF | ANYBODY
DONE, NOT_THERE, SIGN_IN_FIRST = "done", "not there", "sign in first"


def asked(client: Client, name: str, organisation: Organisation) -> str:
    """What comes of asking for an address about an organisation."""
    method, _ = OWN[name]
    if name == "withdraw":
        number = organisation.invitations.filter(withdrawn=None, accepted=None).get().pk
    elif name == "end-membership":
        number = organisation.memberships.get(person__email__startswith="bystander").pk
    else:
        number = organisation.pk
    path = reverse("people" if name == "invite" else name, args=[number])
    data = {"email": "new@example.org", "role": Role(role_of(organisation)).value}
    answer = getattr(client, method)(path, data if method == "post" else {})
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return SIGN_IN_FIRST
    return {200: DONE, 302: DONE, 404: NOT_THERE}[answer.status_code]


def role_of(organisation: Organisation) -> Role:
    """The humblest role of an organisation's kind."""
    return [role for kind, role in EVERY_ROLE if kind == organisation.kind][-1]


@pytest.fixture
def peopled(found, join):
    """An organisation with a bystander and somebody who is invited."""

    def made(kind: Kind, name: str, code: str = "") -> Organisation:
        organisation = found(kind, name, code)
        join(organisation, role_of(organisation), f"bystander-{organisation.pk}@example.org")
        actions.invite(
            email="waiting@example.org",
            organisation=organisation,
            role=role_of(organisation),
            by=None,
            now=NOW,
        )
        return organisation

    return made


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_at_ones_own_organisation(name, kind, role, peopled, join, browser):
    organisation = peopled(kind, "OUR OWN", "Z00001")
    client = browser(join(organisation, role, "me@example.org"))
    wanted = DONE if role in OWN[name][1] else NOT_THERE
    assert asked(client, name, organisation) == wanted


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_at_another_organisation_there_is_nothing(name, kind, role, peopled, join, browser):
    ours, theirs = peopled(kind, "OUR OWN", "Z00001"), peopled(kind, "ANOTHER", "Z00002")
    client = browser(join(ours, role, "me@example.org"))
    assert asked(client, name, theirs) == NOT_THERE
    refused = Entry.objects.filter(event="was refused").get()
    assert refused.subject.startswith("/")


@pytest.mark.parametrize("name", OWN)
def test_who_belongs_nowhere_sees_what_is_not_there(name, peopled, found, join, browser):
    ours = found(Kind.OFFICE)
    me = join(ours, Role.OFFICE_MEMBER, "me@example.org")
    actions.end_membership(membership=me.memberships.get(), by=me, now=NOW)
    assert asked(browser(me), name, peopled(Kind.OFFICE, "ANOTHER")) == NOT_THERE


@pytest.mark.parametrize("name", OWN)
def test_a_stranger_is_asked_to_sign_in_whether_or_not_it_exists(name, peopled, browser):
    client, there = browser(None), peopled(Kind.OFFICE, "ANOTHER")
    assert asked(client, name, there) == SIGN_IN_FIRST
    method, _ = OWN[name]
    nowhere = reverse("people" if name == "invite" else name, args=[987654])
    answer = getattr(client, method)(nowhere)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_about_oneself(name, found, join, browser):
    me = join(found(Kind.OFFICE), Role.AUDITOR)
    assert browser(None).get(reverse(name)).status_code == 302
    assert browser(me).get(reverse(name)).status_code in (200, 302)


@pytest.mark.parametrize("name", HAVE_ONE)
def test_a_second_step_that_one_has_not_is_not_there(name, found, join, browser):
    me = join(found(Kind.OFFICE), Role.AUDITOR)
    path = reverse(name, args=[1] if name == "mfa_remove_webauthn" else [])
    assert browser(me).get(path).status_code == 404
    assert browser(None).get(path).status_code in (302, 404)


@pytest.mark.parametrize("name", SIGNED_IN_TO_CHANGE)
def test_what_changes_ones_own_sign_in(name, found, join, browser):
    me = join(found(Kind.OFFICE), Role.AUDITOR)
    assert browser(None).post(reverse(name)).status_code == 302
    assert browser(me).get(reverse(name)).status_code == 405
    assert browser(me).post(reverse(name)).status_code == 302


def test_what_changes_something_is_never_asked_by_a_link(lead, browser):
    for name in ("end-membership", "withdraw"):
        assert browser(lead).get(reverse(name, args=[1])).status_code == 405


def test_every_form_is_guarded_against_other_sites(lead, office):
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    sign_in(client, lead)
    for name in ("people", "end-membership", "withdraw"):
        assert client.post(reverse(name, args=[1])).status_code == 403


def test_what_is_seen_is_what_is_listed():
    """Whether one practice or programme may be seen, and the list of those seen, never part."""
    there = world()
    wrong = []
    for cell, _, person in there.cells():
        for side in (there.own, there.other):
            one, whole = side.selection, side.programme
            listed = agreements.seen(person).filter(pk=one.pk).exists()
            if agreements.can_see(person, one) != listed:
                wrong.append((cell, one))
            if organisations.can_see(person, whole) != (whole in organisations.seen(person)):
                wrong.append((cell, whole))
    assert wrong == []


def test_a_role_that_ends_within_a_request_is_gone_in_it():
    side = world().own
    person, office = side.people[Role.OFFICE_MEMBER], side.organisations[Kind.OFFICE]
    membership = person.memberships.get()
    with remembering():
        assert policies.belongs(person, office)
        actions.end_membership(membership=membership, by=person, now=NOW)
        assert not policies.belongs(person, office)


def test_who_a_person_is_is_asked_once_a_page(browser):
    """However many policies look at it."""
    side = world().own
    client = browser(side.people[Role.PROGRAMME_MANAGER])
    path = reverse("engagement", args=[side.selection.pk])
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    roles = [one["sql"] for one in asked if 'FROM "accounts_membership"' in one["sql"]]
    assert len(roles) == 1
