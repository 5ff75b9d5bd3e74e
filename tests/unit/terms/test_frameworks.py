"""Frameworks: what a faulty one is told, and what the triangle that ships must hold to."""

import re
from collections import Counter
from copy import deepcopy
from importlib.resources import files

import pytest
import yaml

from mainstay.terms import definitions
from mainstay.terms import frameworks as module
from mainstay.terms.errors import DefinitionError
from mainstay.terms.frameworks import Ability, framework_from, frameworks, newest
from mainstay.terms.reading import grade, sentences_of, words_of
from mainstay.terms.support import support_kinds

TEXT = (files("mainstay.definitions") / "frameworks/triangle-1.0.yaml").read_text(encoding="utf-8")
RECORD = yaml.safe_load(TEXT)
TRIANGLE = framework_from(RECORD)
LINES = {"physical": 8, "security": 9, "social": 7, "esteem": 6, "self-actualisation": 6}
EACH = pytest.mark.parametrize("one", TRIANGLE.statements, ids=lambda one: one.id)

# What a colleague cannot see: how much, how often, or what somebody makes of it.
VAGUE = {
    "always", "almost", "bad", "believe", "enough", "feel", "few", "fully", "generally", "good",
    "great", "hardly", "highly", "largely", "little", "mainly", "many", "most", "mostly", "much",
    "nearly", "never", "occasionally", "often", "partly", "quite", "rarely", "rather", "really",
    "regularly", "seldom", "somewhat", "sometimes", "think", "usually", "very", "well",
}  # fmt: skip
SHORT_FORMS = {"CQC", "GP", "GPs", "NHS", "PCN", "QOF"}


def altered(*path, to):
    record = deepcopy(RECORD)
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return record


FIRST = RECORD["statements"][0]
FAULTS = [
    (("statements", 0, "steps"), FIRST["steps"][:3], "'pay-and-profit' has 3 steps, not 4"),
    (("statements", 0, "steps", 1), False, "'pay-and-profit' has a step without words"),
    (("statements", 0, "steps", 1), " ", "'pay-and-profit' has a step without words"),
    (("statements", 0, "steps", 1), FIRST["steps"][0], "has the same step twice"),
    (("statements", 0, "need"), "love", "'pay-and-profit' names a level, theme or area unknown"),
    (("statements", 0, "theme"), "love", "'pay-and-profit' names a level, theme or area unknown"),
    (("statements", 0, "maturity"), "x", "'pay-and-profit' names a level, theme or area unknown"),
    (("statements", 0, "ability"), "fly", "there is no ability 'fly'"),
    (("statements", 0, "words"), " ", "'pay-and-profit' has no words, or does not say why"),
    (("statements", 0, "why"), "", "'pay-and-profit' has no words, or does not say why"),
    (("statements", 0, "id"), "people-stay", "two statements have the id 'people-stay'"),
    (("statements", 0, "id"), "Pay & profit", "'Pay & profit' is no id"),
    (("needs", 0, "id"), "social", "two levels have the id 'social'"),
    (("abilities", "fly"), "We fly.", "there is no ability 'fly'"),
    (("abilities",), {"learn": "We learn."}, "the ability 'respond' has no words"),
    (("scale",), ["No", "Yes"], "the scale has 2 steps, not 4"),
    (("hope", "steps"), ["One", "Two", "Three", "Three"], "hope has the same step twice"),
    (("next_review",), RECORD["reviewed"], "the next review is not after the last"),
]


@pytest.mark.parametrize(("path", "to", "words"), FAULTS)
def test_a_faulty_framework_is_refused_in_words(path, to, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        framework_from(altered(*path, to=to))


def test_a_level_that_nothing_is_said_of_is_refused():
    record = deepcopy(RECORD)
    record["statements"] = [one for one in record["statements"] if one["need"] != "social"]
    with pytest.raises(ValueError, match="the level 'social' has no statements"):
        framework_from(record)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A place for definitions in which nothing is yet."""
    (tmp_path / "frameworks").mkdir()
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    return tmp_path / "frameworks"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: triangle\n", "frameworks/x.yaml: the key 'version' is missing."),
        (TEXT.replace("ability: learn", "ability: fly", 1), "x.yaml: there is no ability 'fly'."),
        ("- a list\n", "frameworks/x.yaml: "),
    ],
)
def test_a_faulty_file_is_named(folder, text, words):
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=re.escape(words)):
        frameworks.__wrapped__()


def test_every_version_stays_and_the_newest_is_asked(folder):
    for version in ("1.10", "1.0", "1.9"):
        text = TEXT.replace('version: "1.0"', f'version: "{version}"', 1)
        (folder / f"triangle-{version}.yaml").write_text(text, encoding="utf-8")
    held = frameworks.__wrapped__()
    assert [version for _, version in held] == ["1.0", "1.9", "1.10"]
    assert newest("triangle", held).version == "1.10"


def test_a_framework_or_statement_that_is_not_there_is_not_found():
    with pytest.raises(KeyError):
        newest("square")
    assert newest("triangle").statement("love") is None
    assert newest("triangle").statement("people-stay").need == "physical"


def test_what_changed_is_told_in_words():
    assert TRIANGLE.changes == ("First version.",)


# What the triangle that ships must hold to


def test_every_line_of_the_paper_is_here_under_its_level():
    held = {need: set() for need in LINES}
    for one in TRIANGLE.statements:
        level, number = one.line.rsplit(" ", 1)
        assert level == one.need
        held[level].add(int(number))
    assert held == {need: set(range(1, count + 1)) for need, count in LINES.items()}
    assert [one.id for one in TRIANGLE.needs] == list(LINES)


def test_statements_are_asked_level_by_level():
    by_level = [one for need in TRIANGLE.needs for one in TRIANGLE.of_need(need.id)]
    assert tuple(by_level) == TRIANGLE.statements


def test_every_ability_theme_and_area_has_its_statements():
    assert all(len(TRIANGLE.of_ability(one)) >= 5 for one in Ability)
    themes = Counter(one.theme for one in TRIANGLE.statements)
    assert set(themes) == set(TRIANGLE.themes)
    assert 6 <= len(themes) <= 9
    assert min(themes.values()) >= 3
    assert {one.maturity for one in TRIANGLE.statements} - {""} == set(TRIANGLE.maturity)


@EACH
def test_what_a_statement_names_exists_and_is_still_published(one):
    measures = definitions.indicators()
    assert set(one.indicators) <= set(measures)
    assert not [name for name in one.indicators if measures[name].replaced_by]
    assert one.support
    assert set(one.support) <= set(support_kinds())


def test_every_kind_of_support_helps_with_something():
    assert {kind for one in TRIANGLE.statements for kind in one.support} == set(support_kinds())


@EACH
def test_a_statement_is_short_and_its_steps_can_be_seen(one):
    assert len(one.words.split()) <= 16
    assert 1 <= len(sentences_of(one.why)) <= 2
    for step in one.steps:
        assert len(step.split()) <= 18
        assert len(sentences_of(step)) == 1
        assert not VAGUE & set(words_of(re.sub("how (many|much)", "", step.lower())))
        assert not re.match(r"(And|But|Also|Then|It|They|As above)\b", step)


@EACH
def test_a_statement_has_no_short_form_that_a_team_does_not_know(one):
    text = " ".join((one.words, one.why, *one.steps))
    assert set(re.findall(r"\b[A-Z]{2,}s?\b", text)) <= SHORT_FORMS
    assert text.count("QOF") == text.count("quality points (QOF)")


@EACH
def test_a_child_can_read_a_statement(one):
    assert grade([one.words, *one.steps]) < 6
    assert grade(sentences_of(one.why)) < 8


def asked():
    return [text for one in TRIANGLE.statements for text in (one.words, *one.steps)]


def test_all_of_it_reads_easily_and_in_time():
    assert grade(asked()) < 5
    count = sum(len(text.split()) for text in asked())
    assert count <= 2600
    hope = " ".join((TRIANGLE.hope.words, *TRIANGLE.hope.steps, TRIANGLE.hope.help))
    assert (count + len(hope.split())) / 200 < 15


def test_hope_is_asked_gently():
    hope = TRIANGLE.hope
    assert hope.words.endswith("?")
    assert grade([hope.words, *hope.steps, *sentences_of(hope.help)]) < 4
    assert "nobody is judged" in hope.help
    assert hope.words not in {one.words for one in TRIANGLE.statements}
