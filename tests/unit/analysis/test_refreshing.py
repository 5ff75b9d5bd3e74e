"""A list looked at again: each change of a level is put down to what came with it."""

from mainstay.analysis.refreshing import moves
from mainstay.terms.refreshing import Cause, Standing, move_from


def row(code: str, order: int, *levels: str, value: float | None = None) -> dict[str, object]:
    cells = {f"c{number:02d}_level": level for number, level in enumerate(levels, 1)}
    return {
        "practice_code": code,
        "practice_name": f"PRACTICE {code}",
        "order": order,
        "c01_value": value,
        **cells,
    }


SETTLED = [row("A", 1, "high", "low", value=2650.0), row("B", 2, "low", "not_yet_judged")]
NEWER = [
    row("B", 1, "high", "not_yet_judged", value=1234567.0),
    row("A", 2, "low", "low", value=0.5),
]
JUDGED = [row("B", 1, "high", "high", value=1234567.0), row("A", 2, "low", "low", value=0.5)]


def test_each_change_has_its_own_cause():
    found = moves(SETTLED, [(Cause.DATA, NEWER), (Cause.JUDGEMENT, JUDGED), (Cause.RULES, JUDGED)])
    b, a = found
    assert [(one.criterion, one.cause) for one in b.shifts] == [
        (1, Cause.DATA),
        (2, Cause.JUDGEMENT),
    ]
    assert (b.shifts[1].was, b.shifts[1].now) == ("not yet judged", "high")
    assert (a.before, a.now, a.up, b.up) == (1, 2, -1, 1)
    assert a.causes == (Cause.DATA,)


def test_values_stand_beside_levels():
    (_, a) = moves(SETTLED, [(Cause.DATA, NEWER)])
    assert (a.shifts[0].was_value, a.shifts[0].now_value) == ("2,650", "0.5")


def test_who_moved_because_others_did_has_no_cause():
    moved = [row("B", 1, "low", "not_yet_judged"), row("A", 2, "high", "low", value=2650.0)]
    assert [one.causes for one in moves(SETTLED, [(Cause.DATA, moved)])] == [(), ()]


def test_a_level_that_changes_and_changes_back_is_told_twice():
    back = [row("A", 1, "high", "low", value=2650.0), row("B", 2, "low", "not_yet_judged")]
    first = moves(SETTLED, [(Cause.DATA, NEWER), (Cause.RULES, back)])[0]
    assert [one.cause for one in first.shifts] == [Cause.DATA, Cause.RULES]
    assert first.up == 0


def test_who_is_new_and_who_is_gone():
    found = moves(SETTLED, [(Cause.DATA, [row("C", 1, "low", "low"), NEWER[0]])])
    standing = {one.practice_code: one.standing for one in found}
    assert standing == {"C": Standing.NEW, "B": Standing.STAYS, "A": Standing.GONE}
    assert found[-1].practice_code == "A"
    assert found[-1].now is None
    assert not found[-1].shifts


def test_a_rule_that_was_not_there_before_changes_nothing_by_itself():
    more = [{**one, "c09_level": "high", "c09_value": None} for one in SETTLED]
    assert not any(one.shifts for one in moves(SETTLED, [(Cause.RULES, more)]))


def test_what_is_kept_comes_back_as_it_was():
    for one in moves(SETTLED, [(Cause.DATA, NEWER), (Cause.JUDGEMENT, JUDGED)]):
        assert move_from(one.data()) == one
