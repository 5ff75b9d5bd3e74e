"""What a practice shares of its self-assessment, with whom, and what is counted of many."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mainstay.accounts.looks import Look
from mainstay.accounts.models import Entry, Reading
from mainstay.accounts.roles import Kind, Role
from mainstay.analysis.among import possible
from mainstay.config.reminders import REMINDERS
from mainstay.programme.agreements.consent import actions as consent
from mainstay.programme.assessment import actions as rounds
from mainstay.programme.assessment import answering
from mainstay.programme.assessment.models import Round, StaffGroup
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.sharing import actions
from mainstay.programme.sharing.audiences import Audience
from mainstay.programme.sharing.counting import count, count_practices
from mainstay.programme.sharing.models import Count, Shared
from mainstay.programme.support.gaps.actions import tell_gap
from mainstay.programme.whole.reach.queries import reach
from mainstay.terms.errors import MainstayError
from mainstay.terms.frameworks import newest
from mainstay.web.sharing import presenters
from tests.records.conftest import NOW
from tests.records.tables import support
from tests.records.teams import agree_on, answer_all, ask, open_round, say_yes, words
from tests.records.world import Side, world

STATEMENT = "pay-and-profit"
FIRST = datetime(2026, 12, 1, 4, tzinfo=NOW.tzinfo)
SECRET = "We would not say this to the office."


@pytest.fixture
def both():
    return world()


@pytest.fixture
def own(both) -> Side:
    return both.own


@pytest.fixture
def finished(own) -> Round:
    """A round of six, whose words and hope may be shown to their own practice."""
    by = own.people[Role.PRACTICE_LEAD]
    made = open_round(own.selection.practice, by)
    links = ask(made, by, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [{STATEMENT: 2, "enough-people": 3}] * 6)
    for link in links:
        answering.answer(link, hope=3, words=f"{SECRET} {link[:4]}")
    return agreed_and_finished(rounds.close_round(team_round=made, by=by, now=NOW), by)


def agreed_and_finished(found: Round, by, step: int = 1) -> Round:
    agree_on(found, by, {STATEMENT: step}, "We checked.")
    return rounds.finish_round(team_round=found, met=NOW.date(), by=by, now=NOW)


def share(own: Side, found: Round, audience: Audience, at=NOW) -> Shared:
    by = own.people[Role.PRACTICE_LEAD]
    return actions.share(
        team_round=found, selection=own.selection, audience=audience, by=by, now=at
    )


def stop(own: Side, found: Round, audience: Audience) -> None:
    by = own.people[Role.PRACTICE_LEAD]
    actions.stop(team_round=found, selection=own.selection, audience=audience, by=by, now=NOW)


READERS = {
    Audience.OFFICE: {Role.OFFICE_LEAD, Role.OFFICE_MEMBER},
    Audience.SUPPORT: {Role.PROGRAMME_MANAGER, Role.ANALYST, Role.CHANGE_MANAGER},
    Audience.COUNTED: set(),
}


@pytest.mark.parametrize("audience", [None, *READERS])
def test_nobody_sees_it_but_those_with_whom_it_is_shared(both, own, finished, browser, audience):
    say_yes(own.selection, own.people[Role.PRACTICE_LEAD])
    if audience is not None:
        share(own, finished, audience)
    wanted = {Role.PRACTICE_LEAD, Role.PRACTICE_STAFF} | READERS.get(audience, set())
    path = reverse("triangle", args=[finished.pk])
    for role, person in own.people.items():
        assert (browser(person).get(path).status_code == 200) is (role in wanted), role
    for person in both.other.people.values():
        assert browser(person).get(path).status_code == 404


def test_they_see_what_was_agreed_and_nothing_of_what_people_said_alone(own, finished, browser):
    share(own, finished, Audience.OFFICE)
    office = browser(own.people[Role.OFFICE_LEAD])
    said = words(office.get(reverse("triangle", args=[finished.pk])))
    assert "We checked." in said
    assert "Hope:" not in said
    assert "answered alone" not in said
    inside = words(
        browser(own.people[Role.PRACTICE_STAFF]).get(reverse("triangle", args=[finished.pk]))
    )
    assert "Hope:" in inside
    for name, status in {"conversation-guide": 200, "session-guide": 404, "one-page": 404}.items():
        path = reverse("round-paper", args=[finished.pk, name, "docx"])
        assert office.get(path).status_code == status
    for name in ("meeting", "round", "sharing", "round-begin"):
        assert office.get(reverse(name, args=[finished.pk])).status_code == 404


def test_where_nobody_met_the_page_says_that_the_middle_is_shared(own, finished, browser):
    by, alone = own.people[Role.PRACTICE_LEAD], "the middle of what people answered alone is in"
    client = browser(by)
    said = words(client.get(reverse("sharing", args=[finished.pk])))
    assert alone not in said
    assert "What people said alone stays with you" in said
    unmet = open_round(own.selection.practice, by)
    links = ask(unmet, by, {StaffGroup.NURSES: 6})[StaffGroup.NURSES]
    answer_all(links, [{STATEMENT: 2}] * 6)
    unmet = rounds.close_round(team_round=unmet, by=by, now=NOW)
    rounds.finish_round(team_round=unmet, met=None, by=by, now=NOW)
    said = words(client.get(reverse("sharing", args=[unmet.pk])))
    assert alone in said
    assert "stays with you" not in said


def test_the_practice_reads_who_looked(own, finished, browser):
    share(own, finished, Audience.OFFICE)
    browser(own.people[Role.OFFICE_LEAD]).get(reverse("triangle", args=[finished.pk]))
    browser(own.people[Role.PRACTICE_STAFF]).get(reverse("triangle", args=[finished.pk]))
    (reading,) = Reading.objects.filter(look=Look.TRIANGLE)
    assert reading.person == own.people[Role.OFFICE_LEAD]


def test_it_is_on_the_practices_page_of_the_programme_while_it_is_shared(own, finished, browser):
    office, path = (
        browser(own.people[Role.OFFICE_LEAD]),
        reverse("engagement", args=[own.selection.pk]),
    )
    link = reverse("triangle", args=[finished.pk])
    assert link not in office.get(path).content.decode()
    share(own, finished, Audience.OFFICE)
    assert link in office.get(path).content.decode()
    stop(own, finished, Audience.OFFICE)
    assert link not in office.get(path).content.decode()
    assert office.get(link).status_code == 404


def test_twice_is_once_and_a_stop_of_nothing_is_nothing(own, finished):
    stop(own, finished, Audience.OFFICE)
    assert share(own, finished, Audience.OFFICE) == share(own, finished, Audience.OFFICE)
    assert Shared.objects.count() == 1


def test_an_unfinished_round_is_not_shared(own):
    by = own.people[Role.PRACTICE_LEAD]
    begun = open_round(own.selection.practice, by, together=True)
    with pytest.raises(PermissionDenied):
        share(own, begun, Audience.OFFICE)


def test_it_is_not_shared_in_somebody_elses_place(both, own, finished, browser):
    by = own.people[Role.PRACTICE_LEAD]
    with pytest.raises(PermissionDenied):
        actions.share(
            team_round=finished,
            selection=both.other.selection,
            audience=Audience.OFFICE,
            by=by,
            now=NOW,
        )
    parts = [finished.pk, both.other.selection.pk, "office"]
    assert browser(by).post(reverse("share", args=parts)).status_code == 404
    assert (
        browser(by)
        .post(reverse("share", args=[finished.pk, own.selection.pk, "press"]))
        .status_code
        == 404
    )


def test_to_be_counted_takes_consent(own, finished, browser):
    with pytest.raises(MainstayError, match="anonymised benchmarking"):
        share(own, finished, Audience.COUNTED)
    lead = browser(own.people[Role.PRACTICE_LEAD])
    page = reverse("sharing", args=[finished.pk])
    assert "First say yes to anonymised benchmarking" in words(lead.get(page))
    path = reverse("share", args=[finished.pk, own.selection.pk, "counted"])
    said = words(lead.post(path, follow=True))
    assert "has not said yes to anonymised benchmarking" in said
    say_yes(own.selection, own.people[Role.PRACTICE_LEAD])
    assert "Your answers are counted, without your name." in words(lead.post(path, follow=True))


def test_the_log_of_the_office_does_not_say_who_is_counted(own, finished):
    say_yes(own.selection, own.people[Role.PRACTICE_LEAD])
    share(own, finished, Audience.COUNTED)
    entry = Entry.objects.order_by("-number").first()
    assert entry.organisation == str(own.selection.practice.pk)


# Counts.


@pytest.fixture
def many(own, found, join) -> list[Side]:
    """Twelve practices that are counted; seven of them are behind on the first statement."""
    return [counted_practice(own, found, join, number) for number in range(12)]


def counted_practice(own: Side, found, join, number: int) -> Side:
    practice = found(Kind.PRACTICE, f"Made-up practice {number}", f"Z9{number:04d}")
    by = join(practice, Role.PRACTICE_LEAD, f"lead-{number}@example.org")
    selection = cohort.select(
        own.programme, practice.code, practice.name, by=own.people[Role.OFFICE_LEAD], now=NOW
    )
    say_yes(selection, by)
    side = Side({Kind.PRACTICE: practice}, {Role.PRACTICE_LEAD: by}, own.programme, selection)
    made = open_round(practice, by, together=True)
    share(side, agreed_and_finished(made, by, 1 if number < 7 else 4), Audience.COUNTED)
    return side


def test_nothing_is_counted_below_ten(own, many):
    for side in many[:3]:
        stop(side, side.selection.practice.rounds.get(), Audience.COUNTED)
    assert count(own.programme, FIRST) is None
    assert Shared.objects.exclude(counted_in=None).count() == 0


def test_a_withdrawn_consent_is_not_counted(own, many):
    for side in many[:3]:
        consent.withdraw(selection=side.selection, by=side.people[Role.PRACTICE_LEAD], now=NOW)
    assert count(own.programme, FIRST) is None


def test_each_round_is_counted_once(own, many):
    made = count(own.programme, FIRST)
    assert made.counted["practices"] == 12
    assert 7 in possible(made.counted["statements"][STATEMENT], 12)
    assert made.counted["statements"][STATEMENT] in (5, 12), "a point of the grid beside seven"
    assert made.rounds.count() == 12
    assert count(own.programme, FIRST + timedelta(days=31)) is None


def test_of_a_practices_rounds_the_newest_is_counted(own, many):
    side = many[0]
    by = side.people[Role.PRACTICE_LEAD]
    newer = agreed_and_finished(open_round(side.selection.practice, by, together=True), by, 4)
    share(side, newer, Audience.COUNTED)
    made = count(own.programme, FIRST)
    assert made.counted["practices"] == 12
    assert made.rounds.filter(round=newer).exists()


def test_counts_are_made_once_a_month_whoever_looks(own, many):
    assert count_practices in REMINDERS
    count_practices(NOW)
    assert Count.objects.count() == 0, "not in the month in which they were shared"
    for hours in range(3):
        count_practices(FIRST + timedelta(hours=hours))
    assert Count.objects.count() == 1


def test_the_office_reads_themes_without_names(own, many, browser):
    office, path = browser(own.people[Role.OFFICE_LEAD]), reverse("themes", args=[own.programme.pk])
    assert "Nothing is counted yet" in words(office.get(path))
    count(own.programme, FIRST)
    said = words(office.get(path))
    assert "12 practices" in said
    assert "Made-up practice" not in said
    assert "few of 12 or none" in said.lower()
    assert "Practices What it may be" in said
    shown = presenters.told(Count.objects.get())
    for one in (*shown.levels(), *shown.themes(), *shown.statements()):
        assert 0 <= one.low <= one.about <= one.high <= 12
        assert f"{one.low} to {one.high}" in said


def test_a_practice_that_is_counted_sees_itself_beside_others(own, many, finished, browser):
    count(own.programme, FIRST)
    counted = many[0]
    found = counted.selection.practice.rounds.get()
    said = words(
        browser(counted.people[Role.PRACTICE_LEAD]).get(reverse("triangle", args=[found.pk]))
    )
    assert "Beside other practices" in said
    assert "12 practices of own programme let themselves be counted on 1 December 2026" in said
    not_counted = browser(own.people[Role.PRACTICE_LEAD])
    assert "Beside other" not in words(not_counted.get(reverse("triangle", args=[finished.pk])))


def test_a_gap_counts_at_the_level_of_its_statement_or_else_of_its_theme(own):
    framework = newest("triangle")
    lead = own.people[Role.PRACTICE_LEAD]
    theme = framework.statement(STATEMENT).theme
    of_theme = {one.need for one in framework.statements if one.theme == theme}
    given = {"selection": own.selection, "words": "A bookkeeper.", "by": lead, "now": NOW}
    assert len(of_theme) > 1
    tell_gap(statement=STATEMENT, theme="", **given)
    assert gaps_at(own, framework) == {"physical": 1}
    tell_gap(statement="", theme=theme, **given)
    assert gaps_at(own, framework) == dict.fromkeys(of_theme, 1) | {"physical": 2}


def gaps_at(own, framework) -> dict[str, int]:
    return {one.need.id: one.gaps for one in reach(own.programme, framework) if one.gaps}


def test_themes_say_which_levels_support_reaches(own, browser):
    support.arrange(own)
    said = words(
        browser(own.people[Role.OFFICE_LEAD]).get(reverse("themes", args=[own.programme.pk]))
    )
    assert "Which levels our support reaches" in said
    row = said[said.index("Physical: getting through today") :].split()[4:8]
    assert [one.isdigit() for one in row] == [True] * 4
    assert int(row[0]) > 0
