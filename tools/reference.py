"""Write the reference pages and the glossary from the code; `--check` says which are stale.

Run by `make docs`. A test compares every page with what this would write.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import click
import yaml

from mainstay.analysis import matrix_outliers
from mainstay.cli import main as command
from mainstay.sources import registry
from mainstay.terms import definitions
from mainstay.terms.frameworks import Framework, Hope, Need, Statement, frameworks, newest
from mainstay.terms.indicators import Indicator
from mainstay.terms.matrix import Criterion, CutOff, RuleSet
from mainstay.terms.support import plan_domains, support_kinds

PROJECT = Path(__file__).resolve().parent.parent
STAGES = (
    "A practice is at one stage at a time. Every way from one to another is in the table below."
)
MADE = "<!-- Made from the code by `make docs`. Change the code, not this page. -->"


def pages() -> dict[str, str]:
    """Every generated page: its path in the project, and its text."""
    made = {
        "GLOSSARY.md": glossary(),
        "docs/reference/publications.md": publications(),
        "docs/reference/indicators.md": indicators(),
        "docs/reference/command.md": the_command(),
        "docs/reference/journey.md": journey(),
    }
    for rules in definitions.rule_sets().values():
        made[f"docs/reference/matrix-{rules.id}.md"] = matrix(rules)
    for name in {one.id for one in frameworks().values()}:
        made[f"docs/reference/{name}.md"] = framework(newest(name))
    return {path: f"{MADE}\n\n{text.strip()}\n" for path, text in made.items()}


def glossary() -> str:
    text = (files("mainstay.definitions") / "glossary.yaml").read_text(encoding="utf-8")
    entries = sorted(yaml.safe_load(text), key=lambda one: one["term"].casefold())
    lines = [
        f"**{one['term']}**"
        + (f" ({one['plain']})" if "plain" in one else "")
        + f": {one['means']}"
        for one in entries
    ]
    return "# Glossary\n\nThe words of Mainstay and of the field.\n\n" + "\n\n".join(lines)


def publications() -> str:
    rows = [
        (
            one.PUBLICATION.id,
            one.PUBLICATION.name,
            one.PUBLICATION.publisher,
            f"Derived by {one.PUBLICATION.derived_by}" if one.PUBLICATION.derived_by else "",
            one.PUBLICATION.licence,
        )
        for one in registry.sources()
    ]
    intro = (
        "# Publications\n\nWhat Mainstay reads. A file is recognised by what is in it. "
        "Columns that name people are never read.\n\n"
    )
    return intro + _table(("Id", "Publication", "Publisher", "Derived", "Licence"), rows)


def indicators() -> str:
    parts = ["# Indicators", "Each measure, as its definition says."]
    defined = [*definitions.indicators().values(), matrix_outliers.definition()]
    parts += [_indicator(one) for one in defined]
    return "\n\n".join(parts)


def _indicator(one: Indicator) -> str:
    facts = [
        ("Id and version", f"`{one.id}`, {one.version}"),
        ("In plain words", one.plain_name),
        ("Why it matters", one.why_it_matters),
        ("Numerator", one.numerator),
        ("Denominator", one.denominator),
        ("Source", one.source),
        ("Publications", ", ".join(one.publications)),
        ("Direction", one.direction.value),
        ("Interval", ": ".join(filter(None, (one.interval.value, one.no_interval)))),
        ("Followed in time by", one.trend.value),
        ("Put together", one.comparison.value),
        ("Oldest figure used", f"{one.max_age_months} months"),
        ("Reviewed", f"{one.reviewed}, next {one.next_review}, by {one.author}"),
    ]
    caveats = "".join(f"- {caveat}\n" for caveat in one.caveats)
    return f"## {one.name}\n\n{_table(('', ''), facts)}\n\n{caveats}".strip()


def matrix(rules: RuleSet) -> str:
    order = ", then ".join(f"the number of {one}" for one in rules.ordering)
    parts = [
        f"# {rules.name}",
        f"Rule set `{rules.id}`, version {rules.version}. {rules.purpose}",
        f"**Order for conversations**: {order}. {rules.ordering_reason}",
    ]
    parts += [_criterion(one) for one in rules.criteria]
    return "\n\n".join(parts)


def _criterion(one: Criterion) -> str:
    rows = [
        (measure.indicator, _cut(cut), cut.status.value, cut.reference)
        for measure in one.measures
        for cut in measure.cut_offs
    ]
    head = f"## {one.number}. {one.name} ({one.group})\n\n{one.guidance}"
    return head + ("\n\n" + _table(("Indicator", "Level", "Status", "Why"), rows) if rows else "")


def _cut(cut: CutOff) -> str:
    if cut.category is not None:
        return f"{cut.level.value}: {cut.category}"
    span = f" (plausible {cut.plausible[0]:g} to {cut.plausible[1]:g})" if cut.plausible else ""
    return f"{cut.level.value} from {cut.at:g}, {cut.scale.replace('_', ' ')}{span}"


def framework(one: Framework) -> str:
    """What a team is asked, and what else is known of each statement."""
    asked = [text for each in one.statements for text in (each.words, *each.steps)]
    count = sum(len(text.split()) for text in asked)
    parts = [
        f"# {one.title}",
        f"Framework `{one.id}`, version {one.version}. {one.purpose}",
        f"{one.reference} Reviewed {one.reviewed}, next {one.next_review}, by {one.author}.",
        f"{len(one.statements)} statements, each with four steps: {', '.join(one.scale)}. The "
        f"statements and steps have {count:,} words: {count / 200:.1f} minutes at 200 words a "
        "minute.",
        _table(("Ability", "Words", "Statements"), _abilities(one)),
    ]
    for need in one.needs:
        parts += [_need(need), *(_statement(each, one) for each in one.of_need(need.id))]
    return "\n\n".join([*parts, _hope(one.hope), _support()])


def _abilities(one: Framework) -> list[tuple[str, str, str]]:
    return [(name, words, str(len(one.of_ability(name)))) for name, words in one.abilities.items()]


def _need(one: Need) -> str:
    return f"## {one.plain_name} ({one.name})\n\n{one.words}"


def _statement(one: Statement, whole: Framework) -> str:
    measures, kinds = definitions.indicators(), support_kinds()
    bearing = "; ".join(measures[each].plain_name for each in one.indicators)
    rows = [
        *zip(whole.scale, one.steps, strict=True),
        ("Why", one.why.strip()),
        ("Id, and line of the paper", f"`{one.id}`, {one.line}"),
        ("Theme", whole.themes[one.theme]),
        ("Ability", one.ability.value),
        ("Published figures", bearing or "None"),
        ("Support that helps", "; ".join(kinds[each].name for each in one.support)),
        ("Area of the PCN maturity matrix", whole.maturity.get(one.maturity, "None")),
    ]
    return f"### {one.words}\n\n{_table(('', ''), rows)}"


def _hope(one: Hope) -> str:
    steps = "\n".join(f"- {each}" for each in one.steps)
    return f"## Hope, beneath them all\n\n{one.words}\n\n{steps}\n\n{one.help.strip()}"


def _support() -> str:
    rows = [
        (one.name, one.words, one.status.value, one.reference.strip())
        for one in support_kinds().values()
    ]
    heads = ("Kind", "What it is", "Status", "Reference")
    parts = ", ".join(plan_domains().values())
    return f"## Kinds of support\n\n{_table(heads, rows)}\n\nThe parts of a plan: {parts}."


def the_command() -> str:
    context = click.Context(command, info_name="mainstay")
    parts = ["# The command `mainstay`", _code(command.get_help(context))]
    for name, one in command.commands.items():
        inner = click.Context(one, info_name=name, parent=context)
        parts += [f"## mainstay {name}", _code(one.get_help(inner))]
    return "\n\n".join(parts)


STAGES = (
    "A practice is at one stage at a time. Every way from one to another is in the table below."
)


def journey() -> str:
    """A diagram and a table. Django is started for it: stages belong to the records."""
    _start_django()
    from mainstay.programme.engagement.stages import TRANSITIONS, Stage

    lines = [f"    {_id(one)}: {one.label}" for one in Stage]
    lines += [f"    [*] --> {_id(Stage.SELECTED)}"]
    lines += [f"    {_id(one.start)} --> {_id(one.end)}" for one in TRANSITIONS if _drawn(one)]
    diagram = "\n".join(["stateDiagram-v2", *lines])
    heads = ("From", "To", "Done first", "Who may", "Reason asked")
    rows = [_way(one) for one in TRANSITIONS]
    return (
        f"# A practice's journey\n\n{STAGES}\n\n```mermaid\n{diagram}\n```\n\nFrom every stage "
        "under way a practice can withdraw, close or merge: the diagram leaves those ways out.\n\n"
        f"{_table(heads, rows)}\n\nThe office's lead and the programme manager may go on although "
        "something is not done, and say why.\n"
    )


def _drawn(way) -> bool:
    from mainstay.programme.engagement.stages import Stage

    return way.end not in (Stage.WITHDRAWN, Stage.PRACTICE_GONE)


def _way(way) -> tuple[str, ...]:
    first = ", ".join(way.gates) or "nothing"
    who = "what is recorded moves it" if way.by_itself else ", ".join(sorted(way.who))
    return way.start.label, way.end.label, first, who, "yes" if way.why else "no"


def _id(stage) -> str:
    return stage.value.replace("-", "_")


def _start_django() -> None:
    """Nothing is kept: the settings want a home folder, and any will do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mainstay.config.settings")
    os.environ.setdefault("MAINSTAY_HOME", tempfile.gettempdir())
    import django

    django.setup()


def _code(text: str) -> str:
    return f"```text\n{text}\n```"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"

    return "\n".join([line(headings), line(["---"] * len(headings)), *(line(row) for row in rows)])


def stale() -> list[str]:
    """The pages that differ from what the code says, or are not there."""
    return [
        path
        for path, text in pages().items()
        if not (PROJECT / path).exists() or (PROJECT / path).read_text(encoding="utf-8") != text
    ]


def main() -> None:
    if "--check" in sys.argv:
        sys.exit("\n".join(stale()) or 0)
    for path, text in pages().items():
        (PROJECT / path).parent.mkdir(parents=True, exist_ok=True)
        (PROJECT / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
