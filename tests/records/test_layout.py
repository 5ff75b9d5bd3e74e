"""A programme is changed with a reason, and laid out in waves and groups."""

from datetime import date

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.organisations.actions import change_programme
from mainstay.programme.organisations.layout import actions
from mainstay.programme.organisations.queries import area_of, objectives
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.test_programme_pages import words


@pytest.fixture
def programme(office, lead, set_up):
    return set_up(office, lead)


@pytest.fixture
def change(programme, lead):
    def made(**more):
        given = {
            "programme": programme,
            "name": "Resilience",
            "support_unit": None,
            "steering_group": None,
            "starts": programme.starts,
            "ends": programme.ends,
            "contact": "",
            "vision": "",
            "objectives": ["First", " ", "Second"],
            "reason": "It is clearer.",
            "seen": 1,
            **more,
        }
        return change_programme(by=lead, now=NOW, **given)

    return made


@pytest.fixture
def wave(programme, lead):
    def made(name: str = "First wave", starts: date = date(2027, 1, 4)):
        given = {"programme": programme, "name": name, "starts": starts, "practices": 8}
        return actions.plan_wave(by=lead, now=NOW, **given)

    return made


def test_a_change_has_its_reason_in_the_log(change, programme):
    change()
    entry = Entry.objects.get(event="changed the programme")
    assert entry.details == {"reason": "It is clearer.", "edition": 2}
    assert objectives(programme) == ["First", "Second"]
    change(objectives=["Second"], seen=2)
    assert objectives(programme) == ["Second"]


def test_the_second_of_two_is_told(change):
    change()
    with pytest.raises(MainstayError, match="A colleague changed the programme"):
        change(name="Another")


def test_a_change_needs_a_reason_a_steering_group_and_a_period_that_are_ones(change, office):
    with pytest.raises(MainstayError, match="Say why"):
        change(reason=" ")
    with pytest.raises(MainstayError, match="is not a steering group"):
        change(steering_group=office)
    with pytest.raises(MainstayError, match="end before it starts"):
        change(ends=date(2020, 1, 1))


def test_a_steering_group_is_named(change, found):
    group = found(Kind.STEERING_GROUP)
    assert change(steering_group=group).steering_group == group


def test_waves_lie_within_the_programme_and_have_names_of_their_own(wave):
    wave()
    with pytest.raises(MainstayError, match="There is one called First wave already"):
        wave()
    with pytest.raises(MainstayError, match="runs from"):
        wave("Late", date(2030, 1, 1))


def test_a_wave_with_practices_is_not_dropped(wave, programme, lead):
    first = wave()
    cohort.choose(
        programme=programme, practice_code="Z00001", chosen=True, reason="They asked.",
        wave=first, by=lead, now=NOW,
    )  # fmt: skip
    with pytest.raises(MainstayError, match="Practices are in First wave"):
        actions.drop_wave(wave=first, by=lead, now=NOW)
    second = wave("Second wave")
    actions.drop_wave(wave=second, by=lead, now=NOW)
    assert list(programme.waves.all()) == [first]


def test_a_choice_takes_no_wave_of_another_programme(wave, programme, office, lead, set_up):
    other = set_up(office, lead, name="Another")
    with pytest.raises(MainstayError, match="belongs to another programme"):
        cohort.choose(
            programme=other, practice_code="Z00001", chosen=True, reason="They asked.",
            wave=wave(), by=lead, now=NOW,
        )  # fmt: skip


def test_the_cohort_begins_in_its_waves(wave, programme, lead):
    settle = {"programme": programme, "by": lead, "now": NOW}
    first = wave()
    cohort.choose(practice_code="Z00001", chosen=True, wave=first, reason="Asked.", **settle)
    rows = [{"practice_code": "Z00001", "practice_name": "OLDMERE"}]
    frozen = cohort.freeze(rows=rows, evidence="e" * 64, rules_version="1", **settle)
    assert frozen.rows[0]["wave"] == "First wave"
    assert programme.selections.get().wave == first


def test_a_practice_is_in_one_group_at_most(programme, lead):
    named = {"programme": programme, "by": lead, "now": NOW}
    east, west = (actions.name_resilience_area(name=one, **named) for one in ("East", "West"))
    for area in (east, west):
        actions.place_practice(practice_code="Z00001", area=area, **named)
    assert area_of(programme) == {"Z00001": west}
    with pytest.raises(MainstayError, match="Practices are in West"):
        actions.drop_resilience_area(area=west, by=lead, now=NOW)
    actions.place_practice(practice_code="Z00001", area=None, **named)
    assert area_of(programme) == {}
    actions.drop_resilience_area(area=west, by=lead, now=NOW)


def test_pages_say_what_is_wrong_and_keep_what_was_typed(programme, lead, browser):
    client = browser(lead)
    path = reverse("plan-wave", args=[programme.pk])
    told = client.post(path, {"name": "Early", "starts": "2020-01-01", "practices": "4"})
    assert told.status_code == 422
    assert "Choose a day within it." in words(told) or "runs from" in words(told)
    assert 'value="Early"' in told.content.decode()
    given = {"name": "First wave", "starts": "2027-01-04", "practices": "4"}
    assert "First wave is planned." in words(client.post(path, given, follow=True))
    change = reverse("programme-change", args=[programme.pk])
    assert "Say why it changes" in words(client.post(change, {"name": "X", "seen": "1"}))
    lines = {"name": "Renamed", "starts": "2026-12-01", "ends": "2027-12-01", "seen": "1"}
    said = client.post(change, {**lines, "objectives": "One\nTwo", "reason": "Why not."})
    assert said.status_code == 302
    assert objectives(programme) == ["One", "Two"]
