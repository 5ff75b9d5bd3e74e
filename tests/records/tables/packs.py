"""The data pack of a journey, and the practice's comments on its figures."""

from functools import cache

from mainstay.accounts.models import Person
from mainstay.accounts.roles import Role
from mainstay.library.issuing import Draft
from mainstay.programme.engagement.comments import actions as commenting
from mainstay.programme.engagement.models import Comment, IssuedPack
from mainstay.programme.engagement.packs import actions
from mainstay.reports.data_pack import data_pack
from tests.records.conftest import NOW
from tests.records.tables import OFFICE, PRACTICE, SEE_JOURNEY, SUPPORT, Act, Page
from tests.records.world import Side
from tests.unit.reports.made_up_findings import made_up_findings

WORKS_WITH = OFFICE | SUPPORT
LEAD = frozenset({Role.PRACTICE_LEAD})
FIGURE = "list_size"


@cache
def made_up_draft() -> Draft:
    """A pack of made-up figures, drawn once for all tests."""
    findings = made_up_findings()
    made = Draft(findings, data_pack(findings))
    assert made.pdf
    return made


def arrange(side: Side) -> None:
    """An issued pack, and a comment of the practice's lead."""
    pack = issue(side, side.people[Role.OFFICE_LEAD])
    comment = say(side, side.people[Role.PRACTICE_LEAD], "We have merged.", pack)
    side.more |= {"pack": pack.pk, "comment": comment.pk}


def issue(side: Side, by: Person, seen: int = 0) -> IssuedPack:
    return actions.issue(selection=side.selection, draft=made_up_draft(), seen=seen, by=by, now=NOW)


def say(side: Side, by: Person, words: str, pack: IssuedPack | None = None) -> Comment:
    return commenting.comment(
        selection=side.selection,
        indicator=FIGURE,
        period="2026-09-01",
        figure="9,312",
        pack=pack,
        words=words,
        by=by,
        now=NOW,
    )


def _pack(side: Side) -> IssuedPack:
    return IssuedPack.objects.get(pk=side.more["pack"])


def _comment(side: Side) -> Comment:
    return Comment.objects.get(pk=side.more["comment"])


def _with(action, **more):
    """An action on the comment that is there."""
    return lambda side, by: action(comment=_comment(side), by=by, now=NOW, **more)


def _on_pack(action):
    return lambda side, by: action(pack=_pack(side), by=by, now=NOW)


def _send_again(side: Side, by: Person) -> object:
    """Each person's first time is logged."""
    side_pack = _pack(side)
    side_pack.events.all().delete()
    return actions.send(pack=side_pack, by=by, now=NOW)


def _comment_parts(side: Side) -> list[object]:
    return [side.selection.pk, side.more["comment"]]


def _pack_parts(side: Side) -> list[object]:
    return [side.selection.pk, 1]


PAGES = {
    "engagement-pack": Page(SEE_JOURNEY),
    "new-pack": Page(WORKS_WITH),
    "pack-preview": Page(WORKS_WITH, lambda side: [side.selection.pk, "today", "html"], html=False),
    "issued-pack": Page(SEE_JOURNEY, lambda side: [side.selection.pk, 1, "html"], html=False),
    "send-pack": Page(WORKS_WITH, _pack_parts, "post"),
    "pack-received": Page(PRACTICE, _pack_parts, "post"),
    "pack-gone-through": Page(PRACTICE, _pack_parts, "post"),
    "comments": Page(SEE_JOURNEY),
    "comment-on": Page(PRACTICE, lambda side: [side.selection.pk, FIGURE]),
    "change-comment": Page(LEAD, _comment_parts),
    "withdraw-comment": Page(LEAD, _comment_parts),
    "reply": Page(WORKS_WITH, _comment_parts, "post", lambda side: {"words": "We have asked."}),
}

ACTIONS = {
    "engagement.packs.actions.issue": Act(WORKS_WITH, lambda side, by: issue(side, by, 1)),
    "engagement.packs.actions.send": Act(WORKS_WITH, _send_again),
    "engagement.packs.actions.acknowledge": Act(PRACTICE, _on_pack(actions.acknowledge)),
    "engagement.packs.actions.opened": Act(PRACTICE, _on_pack(actions.opened)),
    "engagement.packs.actions.go_through": Act(PRACTICE, _on_pack(actions.go_through)),
    "engagement.comments.actions.comment": Act(
        PRACTICE, lambda side, by: say(side, by, "The list was cleaned.")
    ),
    "engagement.comments.actions.change": Act(
        LEAD, _with(commenting.change, words="We merged in May.", seen=1)
    ),
    "engagement.comments.actions.withdraw": Act(LEAD, _with(commenting.withdraw, reason="Wrong.")),
    "engagement.comments.actions.reply": Act(
        WORKS_WITH, _with(commenting.reply, words="We have asked the publisher.")
    ),
}
