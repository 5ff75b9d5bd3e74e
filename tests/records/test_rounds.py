"""A round from its opening to the team's triangle, as records."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mainstay.accounts.audit import Event
from mainstay.accounts.mail.models import Mail
from mainstay.accounts.mail.sealing import unseal
from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.assessment import actions, answering, queries
from mainstay.programme.assessment.models import Agreed, Asked, Outcome, Round, Sheet, StaffGroup
from mainstay.terms.answers import NOT_MINE, Cell, Summary
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.teams import agree_on, answer_all, ask, link_to, open_round, words
from tests.records.world import world

NURSES, MANAGERS, OFFICE = StaffGroup.NURSES, StaffGroup.MANAGERS, StaffGroup.OFFICE
ONE, TWO = "pay-and-profit", "enough-people"


@pytest.fixture
def practice(found):
    return found(Kind.PRACTICE)


@pytest.fixture
def leader(practice, join):
    return join(practice, Role.PRACTICE_LEAD)


@pytest.fixture
def begun(practice, leader):
    return open_round(practice, leader)


def test_each_gets_a_link_of_their_own_by_mail(begun, leader):
    links = ask(begun, leader, {NURSES: 2, MANAGERS: 1})
    assert len({one for group in links.values() for one in group}) == 3
    assert Mail.objects.count() == 3
    told = unseal(Mail.objects.first().sealed)
    assert "30 November 2026" in told
    assert leader.name in told


def test_whoever_is_asked_already_is_not_asked_again(begun, leader):
    ask(begun, leader, {NURSES: 2})
    made = actions.ask(
        team_round=begun,
        people={"NURSES-0@example.org": NURSES, "new@example.org": OFFICE},
        by=leader,
        now=NOW,
    )
    assert [one.address for one in made] == ["new@example.org"]
    assert (begun.asked.count(), begun.sheets.count()) == (3, 3)


def test_answers_are_kept_beside_those_before(begun, leader):
    (link,) = ask(begun, leader, {NURSES: 1})[NURSES]
    answering.answer(link, steps={ONE: 2})
    answering.answer(link, steps={TWO: NOT_MINE}, words=" Tired. ")
    answering.answer(link, steps={ONE: 3}, hope=4)
    held = answering.answers_of(answering.sheet_of(link))
    assert (held.group, held.steps) == (NURSES, {ONE: 3, TWO: NOT_MINE})
    assert (held.hope, held.words) == (4, "Tired.")
    assert queries.answered(begun) == 1


@pytest.mark.parametrize(
    "given", [{"steps": {"nothing": 1}}, {"steps": {ONE: 5}}, {"hope": 0}, {"words": "x" * 1001}]
)
def test_what_cannot_be_an_answer_is_refused_and_nothing_lost(begun, leader, given):
    (link,) = ask(begun, leader, {NURSES: 1})[NURSES]
    answering.answer(link, steps={ONE: 2})
    with pytest.raises(MainstayError):
        answering.answer(link, **given)
    assert answering.answers_of(answering.sheet_of(link)).steps == {ONE: 2}


def test_closing_settles_what_is_shown_and_destroys_the_answers(begun, leader):
    links = ask(begun, leader, {NURSES: 5, OFFICE: 3, MANAGERS: 2})
    answer_all(links[NURSES], [{ONE: step} for step in (1, 1, 2, 2, 2)])
    answer_all(links[OFFICE] + links[MANAGERS], [{ONE: step} for step in (3, 4, 4, 4, 4)])
    closed = actions.close_round(team_round=begun, by=leader, now=NOW)
    released = queries.released(closed)
    assert released.cells == (Cell(("nurses",), 5), Cell(("managers", "office"), 5))
    assert released.statements[ONE] == (Summary(2, 2, True), Summary(4, 4, True))
    assert released.statements[TWO] == ()
    assert queries.asked_by_group(closed) == {"nurses": 5, "managers": 2, "office": 3}
    assert (Sheet.objects.count(), Asked.objects.count(), closed.salt) == (0, 0, "")
    with pytest.raises(MainstayError, match="closed"):
        answering.answer(links[NURSES][0], steps={ONE: 1})


def test_nothing_is_shown_before_it_is_closed(begun, leader):
    links = ask(begun, leader, {NURSES: 6})
    answer_all(links[NURSES], [{ONE: 1}] * 6)
    assert queries.released(begun) is None
    assert queries.answered(begun) == 6


def test_dropping_destroys_the_answers_and_shows_nothing(begun, practice, leader):
    links = ask(begun, leader, {NURSES: 6})
    answer_all(links[NURSES], [{ONE: 1}] * 6)
    actions.drop_round(team_round=begun, by=leader, now=NOW)
    assert (Sheet.objects.count(), Asked.objects.count(), Outcome.objects.count()) == (0, 0, 0)
    assert queries.find(begun.pk) is None
    assert open_round(practice, leader).pk != begun.pk


def test_whoever_is_asked_no_more_cannot_answer_and_what_they_answered_counts(begun, leader):
    links = ask(begun, leader, {NURSES: 2})
    answering.answer(links[NURSES][0], steps={ONE: 1})
    for name in ("nurses-0", "nurses-1"):
        before = queries.answered(begun)
        one = Asked.objects.get(address=f"{name}@example.org")
        actions.ask_no_more(asked=one, by=leader, now=NOW)
        assert queries.answered(begun) == before, "or it would tell who has answered"
    assert [answering.sheet_of(one) for one in links[NURSES]] == [None, None]
    assert not Asked.objects.exclude(address="", link="").exists()
    assert not queries.asked(begun).exists()
    assert queries.asked_by_group(begun) == {NURSES: 2}


def test_nobody_is_found_by_asking_the_others_no_more(begun, leader):
    """A lead who knows what four answered, having made them up, lets all but one of eight go."""
    real = ask(begun, leader, {NURSES: 8})[NURSES]
    answer_all(real[:5], [{ONE: 4}, {ONE: 3}, {ONE: 3}, {ONE: 2}, {ONE: 2}])
    made_up = ask(begun, leader, {OFFICE: 4})[OFFICE]
    answer_all(made_up, [{ONE: 1}, {ONE: 1}, {ONE: 4}, {ONE: 4}])
    for one in Asked.objects.filter(group=NURSES).exclude(address="nurses-0@example.org"):
        actions.ask_no_more(asked=one, by=leader, now=NOW)
    released = queries.released(actions.close_round(team_round=begun, by=leader, now=NOW))
    assert released.people == 9
    (shown,) = released.statements[ONE]
    assert (shown.low, shown.high) == (3, 3), "the middle of all nine, and not the one's four"


def test_who_was_asked_is_told_when_more_are_asked_once_anybody_has_answered(begun, leader):
    links = ask(begun, leader, {NURSES: 2})
    ask(begun, leader, {MANAGERS: 1})
    assert Mail.objects.count() == 3, "while nobody has answered there is nothing to guard"
    answering.answer(links[NURSES][0], steps={ONE: 1})
    ask(begun, leader, {OFFICE: 2})
    assert Mail.objects.count() == 3 + 2 + 3
    told = unseal(Mail.objects.filter(to="nurses-1@example.org").latest("pk").sealed)
    assert "2 more under “Reception and administration”" in told
    assert link_to("nurses-1@example.org") == links[NURSES][1]


def test_a_link_can_be_had_again_after_one_was_asked_no_more(begun, leader):
    (first,) = ask(begun, leader, {NURSES: 1})[NURSES]
    actions.ask_no_more(asked=Asked.objects.get(), by=leader, now=NOW)
    (second,) = ask(begun, leader, {NURSES: 1})[NURSES]
    assert answering.sheet_of(first) is None
    assert answering.sheet_of(second) is not None


def test_sealed_answers_have_one_length_in_every_alphabet(begun, leader):
    links = ask(begun, leader, {NURSES: 4})[NURSES]
    every = {one.id: 4 for one in queries.framework_of(begun).statements}
    for link, letter in zip(links[1:], ("x", "ż", "🙂"), strict=True):
        answering.answer(link, steps=every, hope=3, words=letter * 1000)
    assert len({len(one.sealed) for one in Sheet.objects.all()}) == 1


def test_a_day_that_is_too_far_is_refused(practice, leader):
    with pytest.raises(MainstayError, match="more than 90 days away"):
        actions.open_round(
            practice=practice,
            answer_by=NOW.date() + timedelta(days=91),
            together=False,
            by=leader,
            now=NOW,
        )


def test_a_reminder_goes_to_all_once_a_day_with_the_same_link(begun, leader):
    links = ask(begun, leader, {NURSES: 2})
    answering.answer(links[NURSES][0], steps={ONE: 1})
    assert actions.remind_all(team_round=begun, by=leader, now=NOW) == 2
    assert actions.remind_all(team_round=begun, by=leader, now=NOW + timedelta(hours=1)) == 0
    assert Entry.objects.filter(event=Event.COLLEAGUES_REMINDED).count() == 1
    assert Mail.objects.count() == 4
    assert link_to("nurses-0@example.org") == links[NURSES][0]
    actions.remind_all(team_round=begun, by=leader, now=NOW + timedelta(days=1))
    assert Mail.objects.count() == 6


def test_a_lead_is_told_of_no_reminder_that_does_not_go(begun, leader, browser):
    page, path = browser(leader), reverse("round-remind", args=[begun.pk])
    assert "Nobody is asked yet." in words(page.post(path, follow=True))
    ask(begun, leader, {NURSES: 2})
    assert "A reminder goes to all 2:" in words(page.post(path, follow=True))
    assert "They were reminded today already." in words(page.post(path, follow=True))
    ask(begun, leader, {NURSES: 2, MANAGERS: 1})
    told = words(page.post(path, follow=True))
    assert "A reminder goes to 1 person. The others were reminded today already." in told


def test_one_round_at_a_time(begun, practice, leader):
    with pytest.raises(MainstayError, match="under way"):
        open_round(practice, leader)


def test_a_day_that_is_over_is_refused(practice, leader):
    with pytest.raises(MainstayError, match="over"):
        actions.open_round(
            practice=practice,
            answer_by=NOW.date() - timedelta(days=1),
            together=False,
            by=leader,
            now=NOW,
        )


def agree(found: Round, by, step: int | None, seen: int = 0, reason: str = "So it is.") -> Agreed:
    agree_on(found, by, {ONE: step}, reason, seen)
    return queries.agreed(found)[ONE]


def test_the_team_agrees_and_a_second_writer_is_told(practice, leader):
    found = open_round(practice, leader, together=True)
    first = agree(found, leader, 2)
    assert agree(found, leader, 2) == first
    with pytest.raises(MainstayError, match="another answer"):
        agree(found, leader, 4)
    agree(found, leader, None, seen=first.pk)
    assert queries.agreed(found)[ONE].step is None
    assert found.agreed.count() == 2


def test_without_a_meeting_the_middle_stands_where_nothing_was_agreed(begun, leader):
    links = ask(begun, leader, {NURSES: 5})
    answer_all(links[NURSES], [{ONE: step, TWO: 4} for step in (1, 2, 2, 3, 3)])
    closed = actions.close_round(team_round=begun, by=leader, now=NOW)
    assert queries.team_answers(closed) == {}
    agree(closed, leader, 1)
    done = actions.finish_round(team_round=closed, met=None, by=leader, now=NOW)
    assert queries.team_answers(done) == {ONE: 1, TWO: 4}


def test_with_a_meeting_only_what_was_agreed_stands(begun, leader):
    links = ask(begun, leader, {NURSES: 5})
    answer_all(links[NURSES], [{ONE: 2, TWO: 4}] * 5)
    closed = actions.close_round(team_round=begun, by=leader, now=NOW)
    agree(closed, leader, 1)
    done = actions.finish_round(team_round=closed, met=NOW.date(), by=leader, now=NOW)
    assert queries.team_answers(done) == {ONE: 1}


def test_an_office_raises_the_floor_of_rounds_to_come():
    there = world().own
    practice, leader = there.organisations[Kind.PRACTICE], there.people[Role.PRACTICE_LEAD]
    office, lead = there.organisations[Kind.OFFICE], there.people[Role.OFFICE_LEAD]
    with pytest.raises(MainstayError, match="not safe"):
        actions.set_floor(office=office, people=4, by=lead, now=NOW)
    before = open_round(practice, leader)
    actions.set_floor(office=office, people=8, by=lead, now=NOW)
    assert queries.find(before.pk).floor == 5
    actions.drop_round(team_round=before, by=leader, now=NOW)
    assert open_round(practice, leader).floor == 8


def finished(practice, leader, step: int, now) -> Round:
    """A round in which all ten say so, and agree."""
    found = actions.open_round(
        practice=practice, answer_by=now.date(), together=False, by=leader, now=now
    )
    links = ask(found, leader, {NURSES: 5, OFFICE: 5})
    answer_all(links[NURSES] + links[OFFICE], [{ONE: step, TWO: 2}] * 10)
    found = actions.close_round(team_round=found, by=leader, now=now)
    agree(found, leader, step)
    return actions.finish_round(team_round=found, met=now.date(), by=leader, now=now)


def test_the_triangle_says_what_moved_since_the_round_before(practice, leader, browser):
    first = finished(practice, leader, 2, NOW)
    client = browser(leader)
    told = words(client.get(reverse("triangle", args=[first.pk])))
    assert "Since" not in told
    second = finished(practice, leader, 4, NOW + timedelta(days=180))
    told = words(client.get(reverse("triangle", args=[second.pk])))
    assert "Further than before" in told
    assert "From “Starting” to “How we work”." in told
    assert "may be chance" not in told
    told = words(client.get(reverse("assessment", args=[practice.pk])))
    assert "What we said before 2 November 2026" not in told  # the newest comes first
    assert told.index("1 May 2027") < told.index("2 November 2026")
