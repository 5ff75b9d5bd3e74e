"""A data pack is frozen when it is issued, sent once, and what becomes of it is written down."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from mainstay.accounts.models import Entry, Reading
from mainstay.accounts.roles import Role
from mainstay.library.issuing import Draft
from mainstay.programme.engagement import queries as journeys
from mainstay.programme.engagement.models import PackFile, Visit
from mainstay.programme.engagement.packs import actions, queries
from mainstay.programme.engagement.packs.steps import FileKind, PackStep
from mainstay.programme.engagement.stages import Stage
from mainstay.programme.engagement.tasks import TASKS, State
from mainstay.reports.data_pack import data_pack
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.packs import FIGURE, issue, made_up_draft
from tests.records.test_stages import moved
from tests.records.world import Side, world
from tests.unit.reports.made_up_findings import made_up_findings


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def own() -> Side:
    return world().own


@pytest.fixture
def pack(own):
    return issue(own, own.people[Role.ANALYST])


def task(own: Side, name: str):
    return TASKS[name](journeys.journey(own.selection.pk))


def another() -> Draft:
    """A pack of other figures."""
    findings = made_up_findings("Z00009")
    return Draft(findings, data_pack(findings))


def test_what_is_issued_is_kept_with_what_it_was_made_from(pack):
    draft = made_up_draft()
    assert queries.content(pack, FileKind.HTML) == draft.html
    assert queries.content(pack, FileKind.PDF) == draft.pdf
    assert pack.evidence == draft.findings.fingerprint
    held = {one["indicator"]: one for one in queries.figures(pack)}
    assert held[FIGURE]["version"] == draft.definitions[FIGURE]
    assert held[FIGURE]["text"] in draft.html.decode()
    entry = Entry.objects.get(event="issued the data pack")
    assert entry.details["html"] == draft.digest


def test_a_pack_that_somebody_changed_is_not_given(pack):
    PackFile.objects.filter(kind=FileKind.HTML).update(content=b"<p>Better figures.</p>")
    with pytest.raises(MainstayError, match="is not as it was issued"):
        queries.content(pack, FileKind.HTML)


def test_a_second_press_issues_nothing(own, pack):
    again = issue(own, own.people[Role.ANALYST], seen=0)
    assert again == pack
    assert own.selection.packs.count() == 1


def test_a_colleague_who_came_second_is_told(own, pack):
    with pytest.raises(MainstayError, match="issued pack 1 while you were looking"):
        issue(own, own.people[Role.OFFICE_LEAD], seen=0)


def test_new_figures_make_a_second_pack_and_both_are_kept(own, pack):
    new = another()
    by = own.people[Role.ANALYST]
    second = actions.issue(selection=own.selection, draft=new, seen=1, by=by, now=NOW)
    assert second.number == 2
    assert queries.content(second, FileKind.HTML) == new.html
    assert queries.content(pack, FileKind.HTML) == made_up_draft().html


def test_the_practice_is_told_once(own, pack):
    for role in (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF):
        notice = own.people[role].notices.get()
        assert notice.path == reverse("engagement-pack", args=[own.selection.pk])
    actions.send(pack=pack, by=own.people[Role.OFFICE_LEAD], now=NOW)
    assert own.people[Role.PRACTICE_LEAD].notices.count() == 1


def test_nobody_to_send_it_to(own):
    own.selection.practice.memberships.update(until=NOW)
    pack = issue(own, own.people[Role.ANALYST])
    assert queries.first(pack, PackStep.SENT) is None
    with pytest.raises(MainstayError, match="has joined yet"):
        actions.send(pack=pack, by=own.people[Role.ANALYST], now=NOW)
    assert "is not sent" in task(own, "pack-issued").note


def test_the_tasks_follow_the_pack(own):
    assert task(own, "pack-issued").state is State.LATER
    moved(own, Stage.AGREED, Role.OFFICE_LEAD, reason="Signed on paper.")
    moved(own, Stage.PREPARING, Role.OFFICE_LEAD)
    assert task(own, "pack-issued").state is State.TO_DO
    pack = issue(own, own.people[Role.ANALYST])
    assert task(own, "pack-issued").done
    assert task(own, "pack-read").state is State.TO_DO
    assert (task(own, "pack-read").due - NOW.date()).days == 14
    actions.opened(pack=pack, by=own.people[Role.PRACTICE_STAFF], now=NOW)
    assert task(own, "pack-read").state is State.BEGUN
    actions.go_through(pack=pack, by=own.people[Role.PRACTICE_LEAD], now=NOW)
    assert task(own, "pack-read").done


def test_the_pack_is_read_a_week_before_the_conversation_that_has_a_time(own, pack):
    starts = NOW + timedelta(days=30)
    lead = own.people[Role.OFFICE_LEAD]
    Visit.objects.create(
        selection=own.selection, kind="readiness", minutes=120, deadline=starts.date(),
        state="confirmed", starts=starts, since=NOW, by=lead, at=NOW,
    )  # fmt: skip
    assert task(own, "pack-read").due == (starts - timedelta(days=7)).date()


def test_opening_it_is_written_down_for_the_practice_alone(own, pack, browser):
    path = reverse("issued-pack", args=[own.selection.pk, 1, "html"])
    office, practice = own.people[Role.OFFICE_LEAD], own.people[Role.PRACTICE_STAFF]
    assert browser(office).get(path).status_code == 200
    assert queries.readers(pack) == []
    said = browser(practice).get(path)
    browser(practice).get(path)
    assert said.content == made_up_draft().html
    assert [one.by for one in queries.readers(queries.newest(own.selection))] == [practice]
    assert [one.person for one in Reading.objects.filter(look="pack")] == [office]


def test_the_pack_is_a_page_with_a_policy_of_its_own(own, pack, browser):
    path = reverse("issued-pack", args=[own.selection.pk, 1, "html"])
    said = browser(own.people[Role.PRACTICE_LEAD]).get(path)
    policy = said["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_what_is_kept_beside_is_not_given(own, pack, browser):
    client = browser(own.people[Role.OFFICE_LEAD])
    for kind in ("json", "docx"):
        assert (
            client.get(reverse("issued-pack", args=[own.selection.pk, 1, kind])).status_code == 404
        )
    assert client.get(reverse("issued-pack", args=[own.selection.pk, 2, "html"])).status_code == 404


def test_the_practice_says_that_it_came_and_was_read(own, pack, browser):
    client = browser(own.people[Role.PRACTICE_LEAD])
    page = reverse("engagement-pack", args=[own.selection.pk])
    assert "We have received it" in words(client.get(page))
    client.post(reverse("pack-received", args=[own.selection.pk, 1]))
    client.post(reverse("pack-received", args=[own.selection.pk, 1]))
    said = words(client.post(reverse("pack-gone-through", args=[own.selection.pk, 1]), follow=True))
    assert "You have gone through the pack." in said
    assert "We have received it" not in said
    assert Entry.objects.filter(event="has received the data pack").count() == 1


def test_a_figure_is_kept_as_numbers_too(pack):
    kept = json.loads(queries.content(pack, FileKind.FIGURES))
    assert {"indicator", "period", "value", "text"} <= set(kept[0])
    changed = replace(made_up_draft().findings, comparisons=())
    assert Draft(changed, made_up_draft().document).figures == b"[]"
