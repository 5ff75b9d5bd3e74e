"""What people are told: once, on the site always, and by mail as they want it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from mainstay.accounts.mail.models import Kind, Mail
from mainstay.accounts.mail.sealing import unseal
from mainstay.accounts.notices import actions, queries
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.notices.models import Notice, Telling
from mainstay.accounts.roles import Role
from tests.records.conftest import NOW

TOLD = {
    "key": "request-1-overdue",
    "subject": "A request is overdue",
    "words": "OLDMERE SURGERY has not answered yet.",
    "path": "/programmes/1/",
    "now": NOW,
}


@pytest.fixture
def ann(office, join):
    return join(office, Role.OFFICE_MEMBER, "ann@example.org")


def test_each_person_is_told_once_by_one_key(ann, lead):
    for _ in range(3):
        tell(people=[ann, lead, ann], **TOLD)
    tell(people=[ann], **{**TOLD, "key": "another"})
    assert queries.unread(ann) == 2
    assert queries.unread(lead) == 1


def test_what_is_told_is_committed_with_what_it_tells_or_not_at_all(ann):
    with transaction.atomic():
        tell(people=[ann], urgent=True, **TOLD)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0, 0)


def test_what_is_urgent_is_mailed_at_once_with_its_words_and_its_page(ann, settings):
    tell(people=[ann], urgent=True, **TOLD)
    mail = Mail.objects.get()
    assert (mail.to, mail.subject, mail.kind) == (ann.email, TOLD["subject"], Kind.NOTICE)
    words = unseal(mail.sealed)
    assert TOLD["words"] in words
    assert f"{settings.MAINSTAY_ADDRESS}/programmes/1/" in words
    assert f"{settings.MAINSTAY_ADDRESS}/notices/mail/" in words
    assert ann.notices.get().mail == mail


def test_what_is_not_urgent_is_on_the_site_and_waits_for_the_digest(ann):
    tell(people=[ann], **TOLD)
    assert not Mail.objects.exists()
    assert ann.notices.get().mail is None


@pytest.mark.parametrize("telling", [Telling.DIGEST, Telling.SITE])
def test_who_wants_no_mail_at_once_gets_none(telling, ann):
    actions.prefer(person=ann, telling=Telling.AT_ONCE)
    actions.prefer(person=ann, telling=telling)
    tell(people=[ann], urgent=True, **TOLD)
    assert not Mail.objects.exists()
    assert queries.unread(ann) == 1


def test_an_account_that_is_closed_is_told_nothing(ann):
    ann.is_active = False
    tell(people=[ann], urgent=True, **TOLD)
    assert not Notice.objects.exists()


def test_only_the_person_told_marks_it_read_and_the_first_time_counts(ann, lead):
    tell(people=[ann], **TOLD)
    notice = ann.notices.get()
    assert actions.mark_read(person=lead, number=notice.pk, now=NOW - timedelta(hours=1)) is None
    for hours in range(2):
        at = NOW + timedelta(hours=hours)
        assert actions.mark_read(person=ann, number=notice.pk, now=at) == notice
    notice.refresh_from_db()
    assert notice.read == NOW
    assert queries.unread(ann) == 0


def test_what_came_after_the_page_was_made_stays_unread(ann, lead):
    tell(people=[ann, lead], **TOLD)
    tell(people=[ann], **{**TOLD, "key": "later", "now": NOW + timedelta(minutes=1)})
    actions.mark_all_read(person=ann, until=NOW, now=NOW + timedelta(minutes=2))
    assert [one.key for one in ann.notices.filter(read=None)] == ["later"]
    assert queries.unread(lead) == 1


def test_many_on_one_page_cost_one_question_for_their_number(ann, django_assert_num_queries):
    tell(people=[ann], **TOLD)
    with django_assert_num_queries(1):
        assert queries.unread(ann) == 1


def test_unread_comes_first_then_the_newest(ann):
    for minute, key in enumerate(("a", "b", "c")):
        tell(people=[ann], **{**TOLD, "key": key, "now": NOW + timedelta(minutes=minute)})
    actions.mark_read(person=ann, number=ann.notices.get(key="c").pk, now=NOW)
    assert [one.key for one in queries.notices(ann)] == ["b", "a", "c"]
