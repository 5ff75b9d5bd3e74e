"""Who is asked in, joins, and leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from mainstay.accounts import actions, policies
from mainstay.accounts.models import Entry, Invitation, Membership, Organisation, Person
from mainstay.accounts.roles import LEADS, ROLES, Kind, Role
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW, PASSWORD

NEW = {"name": "Ann Other", "password": PASSWORD}


@pytest.fixture
def invited(office, lead):
    return actions.invite(
        email="ann@example.org", organisation=office, role=Role.OFFICE_MEMBER, by=lead, now=NOW
    )[0]


def test_who_accepts_becomes_a_member_and_can_sign_in(invited, office):
    person = actions.accept_invitation(invitation=invited, person=None, now=NOW, **NEW)
    assert person.check_password(PASSWORD)
    assert [one.role for one in policies.current(person)] == [Role.OFFICE_MEMBER]
    assert policies.belongs(person, office)
    assert person.emailaddress_set.get().verified


def test_only_a_fingerprint_of_the_link_is_kept(office, lead):
    made, secret = actions.invite(
        email="ann@example.org", organisation=office, role=Role.AUDITOR, by=lead, now=NOW
    )
    assert secret not in repr(Invitation.objects.filter(pk=made.pk).values().get())
    assert Invitation.objects.get(fingerprint=actions.fingerprint(secret)) == made


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"accepted": NOW}, "accepted already"),
        ({"withdrawn": NOW}, "withdrawn"),
        ({"expires": NOW}, "open for 14 days"),
    ],
)
def test_a_link_that_no_longer_holds_says_why_and_changes_nothing(invited, change, words):
    Invitation.objects.filter(pk=invited.pk).update(**change)
    with pytest.raises(MainstayError, match=words):
        actions.accept_invitation(invitation=invited, person=None, now=NOW, **NEW)
    assert not Person.objects.filter(email=invited.email).exists()


def test_an_invitation_is_for_one_address(invited, lead):
    with pytest.raises(MainstayError, match=r"for ann@example\.org"):
        actions.accept_invitation(invitation=invited, person=lead, name="", password="", now=NOW)


def test_who_has_an_account_must_be_signed_in_to_accept(office, join, lead):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    again, _ = actions.invite(
        email="ANN@example.org", organisation=office, role=Role.AUDITOR, by=lead, now=NOW
    )
    with pytest.raises(MainstayError, match="Sign in with that address"):
        actions.accept_invitation(invitation=again, person=None, now=NOW, **NEW)
    assert actions.accept_invitation(invitation=again, person=ann, now=NOW, **NEW) == ann
    assert policies.current(ann).count() == 2


def test_a_second_invitation_closes_the_first(invited, office, lead):
    actions.invite(
        email="Ann@Example.org", organisation=office, role=Role.OFFICE_MEMBER, by=lead, now=NOW
    )
    invited.refresh_from_db()
    assert invited.withdrawn == NOW


def test_a_role_is_given_once(office, lead):
    with pytest.raises(MainstayError, match="office lead at Anyshire Office already"):
        actions.invite(
            email=lead.email.upper(),
            organisation=office,
            role=Role.OFFICE_LEAD,
            by=lead,
            now=NOW,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=lead, organisation=office, role=Role.OFFICE_LEAD, since=NOW
        )


@pytest.mark.parametrize("kind", Kind)
def test_an_organisation_has_its_own_roles_and_no_others(kind, found):
    organisation = found(kind)
    for role in Role:
        if role in ROLES[kind]:
            actions.invite(
                email="a@example.org", organisation=organisation, role=role, by=None, now=NOW
            )
        else:
            with pytest.raises(MainstayError, match="It has: "):
                actions.invite(
                    email="a@example.org", organisation=organisation, role=role, by=None, now=NOW
                )


def test_every_role_belongs_to_one_kind_and_leads_to_theirs():
    given = [role for roles in ROLES.values() for role in roles]
    assert sorted(given) == sorted(Role)
    assert all(role in ROLES[kind] for kind, role in LEADS.items())


def test_the_last_lead_stays(office, lead, join):
    held = lead.memberships.get()
    with pytest.raises(PermissionDenied):
        actions.end_membership(membership=held, by=lead, now=NOW)
    join(office, Role.OFFICE_LEAD, "second@example.org")
    actions.end_membership(membership=held, by=lead, now=NOW)
    assert not policies.belongs(lead, office)


def test_a_member_may_leave_and_may_not_send_others_away(office, lead, join):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    bob = join(office, Role.OFFICE_MEMBER, "bob@example.org")
    with pytest.raises(PermissionDenied):
        actions.end_membership(membership=bob.memberships.get(), by=ann, now=NOW)
    actions.end_membership(membership=ann.memberships.get(), by=ann, now=NOW)
    actions.end_membership(membership=bob.memberships.get(), by=lead, now=NOW)
    assert list(policies.current(ann)) == list(policies.current(bob)) == []
    assert ann.memberships.get().until == NOW


def test_who_has_left_or_is_inactive_holds_nothing(office, lead, join):
    ann = join(office, Role.OFFICE_LEAD, "ann@example.org")
    ann.is_active = False
    assert not policies.can_invite(ann, office)
    actions.end_membership(membership=ann.memberships.get(), by=lead, now=NOW)
    ann.is_active = True
    assert not policies.can_invite(ann, office)


def test_a_practice_has_a_code_of_its_own(found):
    with pytest.raises(MainstayError, match="has no code"):
        actions.found_organisation(kind=Kind.PRACTICE, name="OLDMERE", code="", now=NOW)
    found(Kind.PRACTICE, code="Z00001")
    with pytest.raises(MainstayError, match="the code Z00001 already"):
        found(Kind.PRACTICE, code="Z00001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(kind=Kind.PRACTICE, name="No code")


def test_what_fails_leaves_no_line_in_the_log(invited, lead):
    before = Entry.objects.count()
    with pytest.raises(MainstayError):
        actions.accept_invitation(
            invitation=invited,
            person=None,
            now=NOW + timedelta(days=actions.DAYS_OPEN),
            **NEW,
        )
    assert Entry.objects.count() == before


def test_a_withdrawn_invitation_is_not_withdrawn_twice(invited, lead):
    actions.withdraw_invitation(invitation=invited, by=lead, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.withdraw_invitation(invitation=invited, by=lead, now=NOW)
