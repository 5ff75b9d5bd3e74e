"""An agreement in print: its exact words, who signed them, and their fingerprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mainstay.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Table,
)
from mainstay.terms.agreements import Clause, Worded
from mainstay.terms.wording import capital

NOT_YET = "Not yet signed"


@dataclass(frozen=True)
class Signed:
    """A party's line under an agreement. Without a name it has yet to sign."""

    party: str
    name: str = ""
    when: str = ""
    how: str = ""


def agreement(
    words: Worded,
    practice: str,
    signed: Sequence[Signed],
    *,
    on: date,
    synthetic: bool,
    remark: str = "",
) -> Document:
    """The agreement as it stands on a day. `remark`: why its words hold no more, where they do."""
    return Document(
        title=words.title,
        subtitle=f"{practice}. Version {words.version}.",
        on=on,
        synthetic=synthetic,
        blocks=(
            *((Note(remark),) if remark else ()),
            Note(words.about),
            Heading(2, "Between"),
            KeyValues(tuple((capital(one.part), one.name) for one in words.parties)),
            *(block for one in words.clauses for block in _clause(one)),
            Heading(2, "Signatures"),
            _signatures(signed),
            Paragraph(
                "The fingerprint of the words above, their SHA-256, is "
                f"{words.digest}. If one letter were changed, it would be another."
            ),
        ),
    )


def _clause(clause: Clause) -> Iterator[Block]:
    yield Heading(2, clause.heading)
    for block in clause.blocks():
        yield Paragraph(block) if isinstance(block, str) else Bullets(block)


def _signatures(signed: Sequence[Signed]) -> Table:
    columns = (Column("For"), Column("Name", weight=2), Column("When", weight=2), Column("How"))
    rows = tuple(
        (one.party, one.name, one.when, one.how)
        if one.name
        else (one.party, NOT_YET, "Not yet", "Not yet")
        for one in signed
    )
    return Table("Who signed, and when", columns, rows)
