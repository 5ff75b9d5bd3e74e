"""What is shown of answers given in confidence, and attacks on it."""

from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstay.analysis import shown_answers
from mainstay.analysis.shown_answers import by_difference, cells, shown, summary
from mainstay.terms.answers import UNSAID, Cell, Released, Sheet, Summary
from tests.reference.attacker import attack

GROUPS = "abcdef"
PAGE = Path(__file__).parents[3] / "docs/explanation/confidentiality.md"


def sheets(world) -> list[Sheet]:
    """A statement's answers of each group; nought is one who gave no step."""
    return [
        Sheet(group, {"one": step})
        for group, steps in zip(GROUPS, world, strict=False)
        for step in steps
    ]


def released(world, floor: int = 5) -> Released:
    return shown(sheets(world), ["one"], floor)


def seen(world):
    """All that the rule shows of one statement."""
    found = released(world)
    return (found.people, found.cells, found.statements.get("one"))


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ({"a": 5, "b": 6}, [("a",), ("b",)]),
        ({"a": 5, "b": 2}, [("a", "b")]),
        ({"a": 9, "b": 2, "c": 6}, [("a",), ("b", "c")]),
        ({"a": 2, "b": 3, "c": 5}, [("c",), ("a", "b")]),
        ({"a": 2, "b": 2, "c": 1}, [("a", "b", "c")]),
        ({"a": 2, "b": 0, "c": 1}, []),
    ],
)
def test_small_groups_are_put_together_until_none_is_small(sizes, merged):
    found = cells(sizes, 5)
    assert [one.groups for one in found] == merged
    assert all(one.people == sum(sizes[name] for name in one.groups) for one in found)


@given(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 12)), st.integers(5, 9))
def test_nobody_is_left_out_of_the_cells_and_none_is_small(sizes, floor):
    found = cells(sizes, floor)
    if sum(sizes.values()) < floor:
        assert found == ()
        return
    assert sum(one.people for one in found) == sum(sizes.values())
    assert min(one.people for one in found) >= floor
    names = [name for one in found for name in one.groups]
    assert sorted(names) == sorted(name for name, people in sizes.items() if people)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([1, 2, 2, 3, 4], Summary(2, 2, True)),
        ([1, 1, 2, 4, 4], Summary(2, 2, False)),
        ([1, 1, 2, 3, 4, 4], Summary(2, 3, False)),
        ([4, 4, 4, 4, 4], Summary(4, 4, True)),
        ([4, 1, 4, 4, 4, 4, 4, 4], Summary(4, 4, True)),
    ],
)
def test_a_summary_is_the_middle_and_whether_the_middle_half_is_close(steps, expected):
    assert summary(steps) == expected


def test_one_voice_apart_does_not_show():
    assert summary([3] * 8 + [1]) == summary([3] * 9)


def test_fewer_than_the_floor_show_nothing():
    assert released([(1, 2), (3, 4)]) == Released(5, 4, ())
    assert released([(1, 2, 2), (3, 4, 4)], floor=7) == Released(7, 6, ())


def test_a_floor_below_five_is_refused():
    with pytest.raises(ValueError, match="could be worked out"):
        shown([], [], 4)


def test_a_statement_is_split_by_cell_or_whole_and_never_both():
    found = released([(1, 1, 1, 2, 2), (4, 4, 3, 3, 4)])
    assert found.cells == (Cell(("a",), 5), Cell(("b",), 5))
    assert found.statements["one"] == (Summary(1, 1, True), Summary(4, 4, True))
    found = released([(1, 1, 1, 2, 0), (4, 4, 3, 3, 4)])
    assert found.statements["one"] == (Summary(3, 3, False),)
    assert not found.split("one")


def test_too_few_answers_to_a_statement_show_nothing_of_it():
    assert released([(1, 0, 0, 2, 0), (4, 0, 0, 3)]).statements["one"] == ()


def test_what_people_wrote_shows_when_enough_wrote_and_in_no_order_of_theirs():
    few = [Sheet("a", {"one": 2}, words=word) for word in ("Tired.", "Proud.", " ", "", "")]
    assert shown(few, ["one"]).words == ()
    enough = [Sheet("a", {"one": 2}, words=word) for word in ("Tea", "Tired", "Proud", "Hope", "A")]
    assert shown(enough, ["one"]).words == ("A", "Hope", "Proud", "Tea", "Tired")


def test_hope_is_of_everybody_only():
    team = [Sheet(group, {}, hope=step) for group in "ab" for step in (1, 2, 3, 4, 4)]
    assert shown(team, []).hope == Summary(3, 3, False)
    assert shown(team[:5], []).hope == Summary(3, 3, False)
    assert shown([*team[:4], Sheet("a", {"one": 1})], ["one"]).hope is None


def test_who_would_rather_not_say_is_in_no_summary_of_hope():
    team = [Sheet("a", {}, hope=step) for step in (1, 2, 3, 4, 4)]
    silent = [Sheet("a", {}, hope=UNSAID) for _ in range(9)]
    assert shown([*team, *silent], []).hope == shown(team, []).hope
    assert shown([*team[:4], *silent], []).hope is None


def test_the_biggest_differences_come_first_and_what_is_not_known_last():
    found = Released(
        5,
        10,
        (Cell(("a",), 5), Cell(("b",), 5)),
        {
            "none": (),
            "same": (Summary(2, 2, True), Summary(2, 2, True)),
            "loose": (Summary(2, 2, False),),
            "apart": (Summary(1, 1, True), Summary(4, 4, True)),
        },
    )
    assert by_difference(found, sorted(found.statements)) == ["apart", "loose", "same", "none"]


def test_of_those_that_differ_as_much_the_order_given_decides_and_not_that_of_the_records():
    alike, apart = (Summary(2, 2, True),), (Summary(1, 4, False),)
    found = Released(5, 5, (), {"a": apart, "b": alike, "c": apart, "d": alike})
    assert by_difference(found, ["d", "c", "b", "a", "e"]) == ["c", "a", "d", "b"]


@given(st.permutations([(group, step) for group in "ab" for step in (1, 1, 2, 3, 4)]))
def test_the_order_of_the_sheets_shows_nowhere(order):
    team = [Sheet(group, {"one": step}, words=f"{group}{step}") for group, step in order]
    assert shown(team, ["one"]) == shown(sorted(team, key=repr), ["one"])


# Every way in which teams of these sizes can answer; the sizes are of those who answered.
TEAMS = [
    (5,),
    (6,),
    (7,),
    (8,),
    (3, 3),
    (4, 1),
    (5, 3),
    (6, 1),
    (5, 5),
    (6, 5),
    (2, 2, 2),
    (5, 2, 2),
]


def test_no_answer_is_certain_to_one_who_knows_all_that_is_shown_and_their_own():
    """The page on it says how many ways and cases were tried, and how well one can guess."""
    tried = {sizes: attack(sizes, seen) for sizes in TEAMS}
    assert {sizes: found.certain for sizes, found in tried.items() if found.certain} == {}
    told = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert ", ".join(" and ".join(map(str, sizes)) for sizes in TEAMS) in told
    assert f"{sum(found.worlds for found in tried.values()):,} ways" in told
    assert f"{sum(found.cases for found in tried.values()):,} cases" in told
    assert f"right in {max(found.likeliest for found in tried.values()):.0%} of the ways" in told


@pytest.mark.parametrize("sizes", [(5,), (6,), (3, 3), (5, 5)], ids=str)
def test_no_answer_is_certain_to_one_who_did_not_answer(sizes):
    assert attack(sizes, seen, known=0).certain == ()


@pytest.mark.parametrize("people", range(5, 41))
def test_a_summary_alone_leaves_every_answer_open_however_many_there_are(people):
    """Steps only: nobody is in doubt whether the others gave one."""
    possible: dict[object, dict[int, set[int]]] = {}
    for steps in combinations_with_replacement((1, 2, 3, 4), people):
        found = possible.setdefault(summary(steps), {})
        for own in set(steps):
            others = list(steps)
            others.remove(own)
            found.setdefault(own, set()).update(others)
    assert all(len(others) > 1 for by_own in possible.values() for others in by_own.values())


@pytest.mark.parametrize(("people", "friends"), [(7, 2), (9, 3)])
def test_friends_who_tell_each_other_need_a_higher_floor(people, friends):
    """Two who put their answers together are not safe at five; the page on it says so."""
    assert attack((people,), seen, friends).certain == ()
    assert attack((people - 2,), seen, friends).certain


@st.composite
def teams(draw):
    """Up to three groups of up to seven; the lead is the first of a group."""
    sizes = draw(st.lists(st.integers(1, 7), min_size=1, max_size=3))
    answers = st.sampled_from([0, 1, 2, 3, 4])
    alike = draw(st.booleans())  # teams that say the same are the hardest to hide
    world = [
        [draw(answers)] * size if alike else [draw(answers) for _ in range(size)] for size in sizes
    ]
    own = draw(st.integers(0, len(sizes) - 1))
    world[own][0] = draw(answers)
    return world, own


@settings(max_examples=300, deadline=None)
@given(teams())
def test_whoever_it_is_could_have_answered_otherwise(team):
    """A lead who combines every view, filter and file has what is released, and nothing more."""
    world, own = team
    found = seen(world)
    for group, answers in enumerate(world):
        for place in range(len(answers)):
            if (group, place) != (own, 0):
                assert any(seen(one) == found for one in otherwise(world, own, group, place))


def otherwise(world, own: int, group: int, place: int):
    """Worlds in which this person answered something else: then one other person may have too."""
    for answer in {0, 1, 2, 3, 4} - {world[group][place]}:
        changed = [list(part) for part in world]
        changed[group][place] = answer
        yield changed
        for other, part in enumerate(world):
            for at in range(len(part)):
                if (other, at) in {(own, 0), (group, place)}:
                    continue
                for instead in (0, 1, 2, 3, 4):
                    again = [list(one) for one in changed]
                    again[other][at] = instead
                    yield again


def whole_and_parts(world):
    parts = seen(world)
    return (parts, summary([step for part in world for step in part] or [0]))


def without_the_small_group(world):
    """Groups below the floor are hidden, and the whole is shown beside the others."""
    large = tuple(part for part in world if len(part) >= 5)
    return (summary([step for part in world for step in part]), tuple(map(summary, large)))


def ends(world):
    """The lowest and the highest answer."""
    steps = [step for part in world for step in part if step]
    return (min(steps), max(steps)) if len(steps) >= 5 else None


def counts(world):
    return tuple(sorted(step for part in world for step in part))


def groups_of_three(world):
    return tuple(summary(part) for part in world)


WEAK = {
    "a floor of three": ((3, 3), groups_of_three),
    "a whole beside its parts": ((5, 5), whole_and_parts),
    "a small group only left out": ((5, 3), without_the_small_group),
    "the lowest and the highest": ((5,), ends),
    "how many gave each answer": ((5,), counts),
}


@pytest.mark.parametrize("name", WEAK)
def test_the_attacker_finds_what_a_weaker_rule_gives_away(name):
    sizes, view = WEAK[name]
    assert attack(sizes, view).certain


def test_the_attacker_finds_a_floor_that_was_lowered(monkeypatch):
    monkeypatch.setattr(shown_answers, "LEAST", 3)
    low = attack((3,), lambda world: released(world, 3).statements["one"])
    assert low.certain
