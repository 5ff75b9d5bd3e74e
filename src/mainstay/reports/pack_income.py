"""What a practice is paid for each weighted patient, beside what is expected."""

from collections.abc import Sequence

from mainstay.reports import charts
from mainstay.reports import pack_tables as tables
from mainstay.reports import pack_words as say
from mainstay.reports.document import Block, Heading, Paragraph
from mainstay.reports.pack_sections import area_name, on_topic, shown
from mainstay.reports.pack_sources import Sources
from mainstay.terms.findings import Comparison, PracticeFindings

GAP = "income_gap_share"


def income(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """What the practice is paid for each weighted patient, beside what is expected."""
    heading = Heading(2, "Income: received beside expected", "income")
    money = on_topic(findings, "money")
    if not any(one.figure.known for one in money):
        return (heading, Paragraph("No payments have been published for this practice."))
    parts = [one for one in money if one.figure.indicator.id.endswith("_per_weighted_patient")]
    who = findings.facts.practice_name
    picture = charts.comparison_chart(
        parts, who, area_name(findings), "Income for each weighted patient"
    )
    return (
        heading,
        Paragraph(
            "Expected income is what practices with such a list, contract and place receive. "
            "A gap is a question to ask, not a mistake that anyone has found."
        ),
        *_received(money, cited),
        *shown(picture),
        tables.measures_table("Income, beside other practices", money, cited),
    )


def _received(money: Sequence[Comparison], cited: Sources) -> tuple[Block, ...]:
    """What was received and what was expected, in pounds, from the gap and what it is a gap of."""
    gap = next((one.figure for one in money if one.figure.indicator.id == GAP), None)
    if gap is None or gap.value is None or not gap.numerator or not gap.denominator:
        return ()
    received = gap.numerator / gap.denominator
    expected = received / (1 + gap.value)
    text = (
        f"Received: £{received:,.2f} for each weighted patient in {say.period(gap.period)}, "
        f"without prescribing and dispensing. Expected: £{expected:,.2f}. ({cited.cite(gap)})"
    )
    return (Paragraph(text),)
