"""What support can help with: statements of the triangle, themes, parts of a plan."""

from collections.abc import Collection, Iterable

from mainstay.accounts.models import Organisation
from mainstay.accounts.remembering import remembered
from mainstay.programme.assessment.statements import queries as statements
from mainstay.terms.frameworks import OFFICE, Framework, Statement, frameworks, newest
from mainstay.terms.support import plan_domains, support_kinds

TRIANGLE = "triangle"


def triangle() -> Framework:
    """The version that practices are asked under now."""
    return newest(TRIANGLE)


def statement(name: str) -> Statement | None:
    """A statement by its id, of the newest version that has it, or as its office has it now."""
    if name.startswith(OFFICE):
        return remembered("own statements", statements.every).get(name)
    held = [one for (whose, _), one in frameworks().items() if whose == TRIANGLE]
    found = (one.statement(name) for one in reversed(held))
    return next((one for one in found if one is not None), None)


def own_statements(office: Organisation, kept: Collection[str] = ()) -> list[Statement]:
    """What an office has added and asks now; of what it withdrew, those that are kept."""
    found = statements.own(office)
    return [one.statement for one in found if not one.edition.withdrawn or one.held.name in kept]


def themes() -> dict[str, str]:
    return dict(triangle().themes)


def kinds() -> dict[str, str]:
    return {one.id: one.name for one in support_kinds().values()}


def domains() -> dict[str, str]:
    return dict(plan_domains())


def named(ids: Iterable[str], names: dict[str, str]) -> list[str]:
    """The names of ids, in the order of the names; one that is not known says its id."""
    wanted = set(ids)
    return [*(names[one] for one in names if one in wanted), *sorted(wanted - set(names))]


def all_themes(statements: Iterable[str], themes: Iterable[str]) -> set[str]:
    """Those that are named, and those of the statements that are."""
    found = (statement(one) for one in statements)
    return {*themes, *(one.theme for one in found if one)}


def helps_with(statements: Iterable[str], themes: Iterable[str], asked: Statement) -> bool:
    """Whether what names these helps with a statement: it names it, or the theme it is of."""
    return asked.id in statements or asked.theme in themes
