"""What the pages say of sharing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mainstay.analysis.among import Among, possible
from mainstay.programme.sharing import queries
from mainstay.programme.sharing.audiences import Audience
from mainstay.terms.frameworks import Framework, frameworks

FRAMEWORK = "triangle"
SHARED: Mapping[Audience, str] = {
    Audience.SUPPORT: "{name} sees it from now on.",
    Audience.OFFICE: "{name} sees it from now on.",
    Audience.COUNTED: "Your answers are counted, without your name.",
}
STOPPED: Mapping[Audience, str] = {
    Audience.SUPPORT: "{name} does not see it any more.",
    Audience.OFFICE: "{name} does not see it any more.",
    Audience.COUNTED: "Your answers are not counted from now on.",
}


@dataclass(frozen=True)
class Line:
    """An audience, and whether it sees the round. `held` is what is shared; None while it is not.

    `consented`: False where the practice must say yes to something else first.
    """

    audience: Audience
    name: str
    held: object | None
    consented: bool = True


@dataclass(frozen=True)
class Place:
    """A programme that the practice is in, with those who could see the round."""

    selection: object
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Counted:
    """About how many practices, and the fewest and the most that may stand behind it."""

    name: str
    about: int
    low: int
    high: int


@dataclass(frozen=True)
class Told:
    """A count as a page shows it."""

    count: object
    framework: Framework
    among: Among

    def levels(self) -> list[Counted]:
        """From the top of the triangle down, as it is drawn."""
        needs = reversed(self.framework.needs)
        return [self._counted(one.name, self.among.levels[one.id]) for one in needs]

    def statements(self) -> list[Counted]:
        """Those with work to do at most practices first; of as many, those of the ground."""
        shown, ground = self.among.statements, self.framework.from_the_ground
        found = [self._counted(one.words, shown[one.id]) for one in ground]
        return sorted(found, key=lambda one: -one.about)

    def themes(self) -> list[Counted]:
        """The themes with work to do, those at most practices first."""
        names, shown = self.framework.themes, self.among.themes
        found = [self._counted(names[one], about) for one, about in shown.items()]
        return sorted(found, key=lambda one: -one.about)

    def _counted(self, name: str, about: int) -> Counted:
        behind = possible(about, self.among.practices)
        return Counted(name, about, behind[0], behind[-1])


def audiences(selection) -> list[Audience]:
    """A programme without a support unit has nobody to show it to there."""
    if selection is None:
        return []
    unit = selection.programme.support_unit_id is not None
    return [one for one in Audience if unit or one != Audience.SUPPORT]


def named(selection, audience: Audience) -> str:
    programme = selection.programme
    if audience == Audience.SUPPORT:
        return programme.support_unit.name
    return programme.office.name


def places(found, now: datetime) -> list[Place]:
    """Every programme of the practice."""
    return [_place(found, one, now) for one in queries.places(found.practice)]


def _place(found, selection, now: datetime) -> Place:
    held = queries.shared(found, selection)
    consented = queries.consented(selection, now)
    return Place(
        selection,
        tuple(
            Line(
                one,
                named(selection, one),
                held.get(one),
                consented or one != Audience.COUNTED,
            )
            for one in audiences(selection)
        ),
    )


def told(count) -> Told:
    return Told(count, frameworks()[count.framework, count.version], queries.among(count))
