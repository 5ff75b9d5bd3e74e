"""The tables of how a programme is laid out: who leads it, its waves and its resilience areas."""

from django.db.models import Count

from mainstay.programme.organisations.models import Programme
from mainstay.programme.whole.export.columns import AT, BY, CODE, day, moment, said
from mainstay.terms.tables import Field, Records


def leads(programme: Programme) -> Records:
    return Records(
        "programme_leads",
        "Who leads the programme",
        "One row for each person who answered for it, now or before.",
        (
            Field("part", "Part", "Strategic or operational lead."),
            Field("person_name", "Name", "Who it is."),
            Field("telephone", "Telephone", "As practices see it."),
            Field("since", "Since", "When they took the part.", "dateTime"),
            Field("until", "Until", "When another took it; nothing for who has it.", "dateTime"),
        ),
        tuple(
            (
                one.get_part_display(),
                one.person.name,
                said(one.telephone),
                moment(one.since),
                moment(one.until),
            )
            for one in programme.leads.select_related("person").order_by("pk")
        ),
    )


def waves(programme: Programme) -> Records:
    return Records(
        "waves",
        "The waves of the programme",
        "One row for each group of practices that begin together.",
        (
            Field("wave", "Wave", "Its name."),
            Field("starts_date", "First day", "The day on which it begins.", "date"),
            Field("room", "Room for", "How many practices it has room for.", "integer"),
            Field("chosen", "Chosen", "How many practices of the cohort are in it.", "integer"),
        ),
        tuple(
            (one.name, day(one.starts), one.practices, one.chosen)
            for one in programme.waves.annotate(chosen=Count("selections"))
        ),
    )


def areas(programme: Programme) -> Records:
    found = programme.area_practices.select_related("area").order_by("area__name", "practice_code")
    return Records(
        "resilience_areas",
        "The resilience areas",
        "One row for each practice that works together with others.",
        (Field("resilience_area", "Resilience area", "Its name."), CODE),
        tuple((one.area.name, one.practice_code) for one in found),
    )


def notes(programme: Programme) -> Records:
    return Records(
        "colleagues_notes",
        "Notes among colleagues",
        "One row for each note on a candidate. Notes are no part of the reason for a choice.",
        (CODE, Field("words", "Note", "What was written."), BY, AT),
        tuple(
            (one.practice_code, one.words, one.by.name, moment(one.at))
            for one in programme.remarks.select_related("by").order_by("practice_code", "pk")
        ),
    )
