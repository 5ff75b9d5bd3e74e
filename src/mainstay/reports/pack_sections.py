"""The sections of a pack after its summary. Each says so in a sentence if it has nothing."""

from collections.abc import Sequence
from dataclasses import replace

from mainstay.reports import charts
from mainstay.reports import pack_tables as tables
from mainstay.reports import pack_words as say
from mainstay.reports.document import (
    Block,
    Bullets,
    Figure,
    Figures,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Strong,
)
from mainstay.reports.level_strip import level_strip
from mainstay.reports.pack_sources import Sources
from mainstay.terms.findings import Comparison, PracticeFindings
from mainstay.terms.findings import Figure as Value
from mainstay.terms.indicators import Unit
from mainstay.terms.missing import Missing
from mainstay.terms.wording import listed

NO_AREA = "its area"
MOST_TRENDS = 4  # the rest are told in sentences
ORDER = (
    "list_size",
    "list_change_1y_share",
    "list_change_3y_share",
    *charts.AGES,
    "income_per_weighted_patient",
    "income_core_per_weighted_patient",
    "income_qof_per_weighted_patient",
    "income_enhanced_per_weighted_patient",
    "income_premises_per_weighted_patient",
    "income_other_per_weighted_patient",
)
FOLLOWED = (
    "list_size",
    "patients_per_gp",
    "appointments_per_1000",
    "survey_overall_2024",
    "qof_points_share",
    "income_per_weighted_patient",
    "survey_phone_2024",
    "survey_overall_2018",
    "survey_phone_2018",
)
TOPICS = {
    "staffing": "Staffing",
    "appointments": "Appointments",
    "survey": "What patients say",
    "quality": "Quality and prescribing",
    "regulator": "The regulator",
    "organisation": "The organisation",
}


def practice_and_patients(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """Where the practice is, whom it serves and how old they are."""
    people = on_topic(findings, "people")
    ages = charts.age_profile(people, findings.facts.practice_name, area_name(findings))
    told = (
        tables.measures_table("The patients, beside those of other practices", people, cited)
        if any(one.figure.known for one in people)
        else Paragraph("No figures about the patients have been published for this practice.")
    )
    return (
        Heading(2, "The practice and its patients", "practice"),
        KeyValues(_facts(findings, cited)),
        *shown(ages),
        told,
    )


def criteria(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """The criteria of the support matrix, each with its figure, date, comparison and level."""
    return (
        Heading(2, "The sixteen criteria", "criteria"),
        Paragraph(
            "A level says how much scope for support a figure shows. High means that support may "
            "be needed. It does not say how good the practice is. Levels are not added up."
        ),
        level_strip(findings.row, findings.rule_set),
        tables.matrix_table(findings, cited),
        Heading(3, "Why each criterion has its level"),
        tables.reasons(findings),
        *_impact(findings),
        Paragraph(
            "A cut-off is attested where a public source gives it, assumed where nobody has "
            "published one, and local where an office set its own."
        ),
    )


def _impact(findings: PracticeFindings) -> tuple[Block, ...]:
    """The second axis of the matrix, where somebody has judged it."""
    judged = findings.row.impact
    if judged is None:
        return ()
    said = f"{judged.level.value}. {judged.reason} ({judged.by}, {say.day(judged.on)})"
    return (Paragraph((Strong("Impact that support would have: "), said)),)


def trends(findings: PracticeFindings) -> tuple[Block, ...]:
    """What has changed: pictures where there are two figures or more, sentences where not."""
    order = {name: place for place, name in enumerate(FOLLOWED)}
    chosen = [one for one in findings.trends if one.indicator.id in order]
    chosen.sort(key=lambda one: order[one.indicator.id])
    who = findings.facts.practice_name
    drawn: list[Figure] = []
    told = []
    for one in chosen:
        figure = charts.trend_chart(one, who) if len(drawn) < MOST_TRENDS else None
        if figure is None:
            told.append(say.over_time(one))
        else:
            drawn.append(figure)
    heading = Heading(2, "Change over time", "trends")
    if not chosen:
        return (heading, Paragraph("There are no figures from which to tell a change."))
    pictures = (Figures(tuple(drawn)),) if drawn else ()
    return (heading, *pictures, *((Bullets(tuple(told)),) if told else ()))


def other_measures(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """Every other measure by topic, beside similar practices, the area and England."""
    found = [block for topic in TOPICS for block in _topic(findings, topic, cited)]
    heading = Heading(2, "Other measures", "measures")
    if not found:
        return (heading, Paragraph("No other measures are held for this practice."))
    intro = Paragraph(
        "Brackets hold the 95% interval: the range in which the true figure is likely to lie. "
        "“Better”, “worse”, “higher” and “lower” are said only where chance is an unlikely reason. "
        "Measures without a figure are listed, each with the reason, under “What is not known”."
    )
    return (heading, intro, *found)


def prevalence(findings: PracticeFindings, cited: Sources) -> tuple[Block, ...]:
    """Patients recorded with each condition, beside what their age and place would suggest."""
    heading = Heading(2, "Conditions: recorded beside expected", "prevalence")
    held = {one.figure.indicator.id: one for one in on_topic(findings, "prevalence")}
    pairs = [
        (held.get(name.replace("_gap", "")), one)
        for name, one in held.items()
        if name.startswith("prevalence_gap_")
    ]
    if not any(gap.figure.known for _, gap in pairs):
        text = "Expected numbers could not be worked out for this practice."
        return (heading, Paragraph(text))
    picture = charts.prevalence_gap_chart([gap for _, gap in pairs], findings.facts.practice_name)
    return (
        heading,
        Paragraph(
            "Expected numbers allow for the age, sex and deprivation of patients. A number below "
            "what is expected can mean healthy patients, or patients not yet found or recorded."
        ),
        *shown(picture),
        tables.gap_table(pairs, cited),
    )


def not_known(findings: PracticeFindings) -> tuple[Block, ...]:
    """What nobody knows, and why, so that a blank is never read as a zero."""
    heading = Heading(2, "What is not known", "not-known")
    lines = list(findings.not_known) or _by_reason(findings.comparisons)
    if not lines:
        lines = ["No figures at all are held for this practice, so everything has to be asked."]
        if any(one.figure.known for one in findings.comparisons):
            lines = ["Every measure in this pack has a figure."]
    return (heading, Bullets(tuple(lines)))


def how_to_comment() -> tuple[Block, ...]:
    """What to do about a figure that is wrong."""
    return (
        Heading(2, "How to comment", "comment"),
        Note("You know the practice better than any figure does. Please tell us what is wrong."),
        Bullets(
            (
                "Reply to the person who sent you this pack.",
                "Give the name of the measure, its date and its source number, such as S3.",
                "Say what the figure should be, or what it leaves out, and how you know.",
                "You need not send us anything that is already published.",
            )
        ),
        Paragraph(
            "Published figures are changed by those who publish them. Your comment will be kept "
            "beside the figure, and the people who read the pack will see both."
        ),
    )


def _facts(findings: PracticeFindings, cited: Sources) -> tuple[tuple[str, str], ...]:
    facts = findings.facts
    places = (
        ("Primary care network", facts.pcn),
        ("Local area (sub-ICB)", facts.sub_icb),
        ("Integrated care board", facts.icb),
        ("Region", facts.region),
    )
    ratings = [one.figure for one in findings.comparisons if one.figure.category is not None]
    return (
        ("Code", facts.practice_code),
        ("Postcode", facts.postcode or "Not known"),
        *((name, _place(place)) for name, place in places),
        *((one.indicator.plain_name, _rated(one, cited)) for one in ratings),
    )


def _rated(figure: Value, cited: Sources) -> str:
    category = figure.category or "No data"
    words = category[:1].upper() + category[1:]
    return f"{words} ({say.period(figure.period)}, {cited.cite(figure)})"


def _place(place: tuple[str, str] | None) -> str:
    if place is None:
        return "Not known"
    code, name = place
    return name if code in name else f"{name} ({code})"


def _topic(findings: PracticeFindings, topic: str, cited: Sources) -> tuple[Block, ...]:
    held = on_topic(findings, topic)
    if not any(one.figure.known for one in held):
        return ()
    name = TOPICS[topic]
    caption = f"{name}, beside other practices"
    return (Heading(3, name), tables.measures_table(caption, held, cited))


def on_topic(findings: PracticeFindings, topic: str) -> list[Comparison]:
    """A topic's measures. Ratings and other categories stand among the facts instead."""
    held = [
        one
        for one in findings.comparisons
        if one.figure.indicator.topic == topic and one.figure.indicator.unit is not Unit.CATEGORY
    ]
    order = {name: place for place, name in enumerate(ORDER)}
    return sorted(held, key=lambda one: order.get(one.figure.indicator.id, len(order)))


def area_name(findings: PracticeFindings) -> str:
    return findings.facts.icb[1] if findings.facts.icb else NO_AREA


def shown(figure: Figure | None) -> tuple[Block, ...]:
    """A picture whose numbers the section's own table gives."""
    return () if figure is None else (replace(figure, tabled=True),)


def _by_reason(comparisons: Sequence[Comparison]) -> list[str]:
    """One sentence a reason, with the measures that it keeps from us."""
    lines = []
    for reason in (*Missing, None):
        names = [
            one.figure.indicator.plain_name
            for one in comparisons
            if not one.figure.known and one.figure.missing is reason
        ]
        if names:
            why = reason.sentence if reason else "No reason was given."
            lines.append(
                f"{why} This is so for: {listed([say.lower_first(name) for name in names])}."
            )
    return lines
