"""What the steering group reads of a programme: numbers, and never a practice."""

import re
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.engagement.models import Visit
from mainstay.programme.engagement.visits import actions as visiting
from tests.records.conftest import NOW
from tests.records.tables import whole
from tests.records.test_board import chosen
from tests.records.world import Side, world


@pytest.fixture
def own() -> Side:
    made = world().own
    whole.arrange(made)
    return made


@pytest.fixture
def read(own, browser):
    def made(name: str = "summary", role: Role = Role.STEERING_GROUP) -> str:
        parts = [own.programme.pk] if name == "summary" else []
        answer = browser(own.people[role]).get(reverse(name, args=parts))
        text = unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))
        return " ".join(text.split())

    return made


def test_too_few_practices_are_not_counted(read):
    assert "There are fewer than 5 practices so far." in read()


def test_it_counts_and_names_no_practice(own, read):
    chosen(own, 11)
    told = read()
    assert "How far 12 practices have come" in told
    assert "Agreeing what is done 12" in told
    assert "ROAD" not in told
    assert own.selection.practice.name not in told


def test_visits_are_counted_where_that_singles_out_nobody(own, read):
    chosen(own, 11)
    assert "A visit took place 0 None yet 12" in read()
    visit = visiting.want_visit(
        selection=own.selection, kind="readiness", deadline=NOW.date(),
        by=own.people[Role.PROGRAMME_MANAGER], now=NOW,
    )  # fmt: skip
    Visit.objects.filter(pk=visit.pk).update(state="held", starts=NOW)
    assert "A visit took place Fewer than 5" in read()
    assert "None yet Fewer than 5, or hidden beside such a number" in read()


def test_the_group_finds_it_and_others_do_not(own, read):
    assert f"{own.programme.name} in numbers" in read("programmes")
    assert "in numbers" not in read("programmes", Role.PARTNER)
