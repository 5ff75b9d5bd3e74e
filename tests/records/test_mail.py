"""Mail leaves once: claimed, handed over, sent; and what is in between is decided by its kind."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django_tasks_db.models import DBTaskResult

from mainstay.accounts.mail import delivery, queries, sweeping
from mainstay.accounts.mail.actions import TAKEN_WITHIN, post
from mainstay.accounts.mail.models import Kind, Mail, State
from mainstay.accounts.mail.sealing import unseal
from tests.records.conftest import NOW

WORDS = "Open this link: http://127.0.0.1:8000/invitation/very-secret/"
LATER = NOW + delivery.LEASE + timedelta(seconds=1)


@pytest.fixture
def posted():
    def made(kind: Kind = Kind.NOTICE, **more) -> Mail:
        given = {"to": "ann@example.org", "subject": "Hello", "words": WORDS, "now": NOW, **more}
        return post(kind=kind, **given)

    return made


@pytest.fixture
def by(settings):
    """Chooses the carrier."""

    def made(name: str) -> None:
        settings.EMAIL_BACKEND = f"tests.records.carriers.{name}"

    return made


def deliver(mail: Mail, at=NOW) -> Mail:
    delivery.deliver(mail.pk, clock=lambda: at)
    mail.refresh_from_db()
    return mail


def test_a_mail_goes_once_in_plain_text_and_says_that_a_machine_wrote_it(posted, settings):
    mail = deliver(posted())
    assert (mail.state, mail.sent, mail.tries) == (State.SENT, NOW, 1)
    deliver(mail)
    (message,) = django_mail.outbox
    assert message.body == WORDS
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"] == f"<{mail.reference}@127.0.0.1>"


def test_what_is_posted_twice_by_a_key_goes_once(posted):
    first, again = posted(key="digest-1"), posted(key="digest-1", words="Others")
    assert first == again
    assert DBTaskResult.objects.count() == 1


def test_words_lie_sealed_and_are_erased_when_the_mail_has_gone(posted):
    mail = posted(Kind.INVITATION)
    held = repr(list(Mail.objects.values())) + repr(list(DBTaskResult.objects.values()))
    assert "very-secret" not in held
    assert unseal(mail.sealed) == WORDS
    assert deliver(mail).sealed == ""


def test_a_changed_secret_key_gives_the_mail_up_and_says_so(posted, settings):
    mail = posted()
    settings.SECRET_KEY = "another" * 10
    assert deliver(mail).state == State.GIVEN_UP
    assert "secret key was changed" in mail.problem


@pytest.mark.parametrize("carrier", ["Away", "Refusing"])
def test_what_did_not_go_for_certain_is_tried_later_and_later_then_given_up(carrier, posted, by):
    by(carrier)
    mail, waits = posted(Kind.DIGEST), []
    for _ in delivery.WAITS:
        assert deliver(mail).state == State.WAITING
        waits.append(mail.next_try - NOW)
    assert waits == sorted(set(waits))
    assert deliver(mail).state == State.GIVEN_UP
    assert mail.tries == len(delivery.WAITS) + 1
    assert mail.problem
    assert mail.sealed == ""


def test_an_address_that_is_refused_for_good_is_not_tried_again(posted, by):
    by("RefusingForGood")
    mail = deliver(posted(Kind.INVITATION))
    assert (mail.state, mail.tries) == (State.GIVEN_UP, 1)
    assert "nobody here" in mail.problem


@pytest.mark.parametrize(
    ("carrier", "kind", "state"),
    [
        ("Breaking", Kind.INVITATION, State.WAITING),
        ("Breaking", Kind.PASSWORD, State.WAITING),
        ("Breaking", Kind.NOTICE, State.IN_DOUBT),
        ("Breaking", Kind.DIGEST, State.IN_DOUBT),
        *(("BreakingBefore", kind, State.WAITING) for kind in Kind),
        *(("BreakingAfter", kind, State.SENT) for kind in Kind),
    ],
)
def test_when_the_line_breaks_the_carrier_is_asked_else_the_kind_decides(
    carrier, kind, state, posted, by
):
    by(carrier)
    assert deliver(posted(kind)).state == state


def test_what_a_server_says_as_we_leave_changes_nothing(posted, by):
    by("ComplainingAtTheEnd")
    assert deliver(posted()).state == State.SENT


@pytest.mark.parametrize(
    ("kind", "was", "becomes"),
    [
        (Kind.NOTICE, State.SENDING, State.WAITING),
        (Kind.INVITATION, State.SENDING, State.WAITING),
        (Kind.NOTICE, State.HANDED_OVER, State.IN_DOUBT),
        (Kind.INVITATION, State.HANDED_OVER, State.WAITING),
    ],
)
def test_what_a_dead_worker_left_is_settled_once_its_time_is_over(kind, was, becomes, posted):
    mail = posted(kind)
    claimed = delivery._claim(mail.pk, NOW)
    Mail.objects.filter(pk=mail.pk).update(state=was)
    sweeping.sweep(NOW)
    mail.refresh_from_db()
    assert mail.state == was
    sweeping.sweep(LATER)
    mail.refresh_from_db()
    assert mail.state == becomes
    assert not delivery._step(claimed, State.SENT), "the dead worker's claim still held"


def test_two_workers_do_not_take_one_mail(posted):
    mail = posted()
    assert delivery._claim(mail.pk, NOW)
    assert delivery._claim(mail.pk, NOW) is None


def test_what_the_queue_forgot_is_queued_again_once(posted):
    mail = posted()
    DBTaskResult.objects.all().delete()
    sweeping.sweep(NOW)
    assert not DBTaskResult.objects.exists()
    for _ in range(3):
        sweeping.sweep(NOW + TAKEN_WITHIN)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [mail.pk]


def test_what_is_in_the_queue_still_is_not_queued_twice(posted):
    posted()
    sweeping.sweep(LATER)
    assert DBTaskResult.objects.count() == 1


def test_one_mail_that_cannot_go_does_not_keep_the_next_from_it(posted, mailed, settings):
    posted()
    kept, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    posted(to="bob@example.org")
    settings.SECRET_KEY = kept
    assert [one.to for one in mailed()] == [["ann@example.org"]]


def test_how_mail_stands_is_counted_and_what_was_given_up_is_named(posted, by):
    by("RefusingForGood")
    mail = deliver(posted(Kind.INVITATION))
    posted(to="bob@example.org")
    assert queries.counts() == {State.WAITING: 1, State.GIVEN_UP: 1}
    assert list(queries.given_up(NOW)) == [mail]
    assert list(queries.given_up(NOW + queries.TOLD_FOR)) == []
