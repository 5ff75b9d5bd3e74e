"""The words of an agreement with a practice, its parties and people filled in."""

from collections.abc import Mapping

from mainstay.accounts.models import Organisation
from mainstay.programme.agreements import queries
from mainstay.programme.agreements.models import Agreement
from mainstay.programme.agreements.parts import Form, Leading, Part
from mainstay.programme.agreements.wording.queries import newest
from mainstay.programme.cohort.models import Selection
from mainstay.programme.organisations.queries import objectives
from mainstay.terms import agreements as terms
from mainstay.terms.agreements import AgreementTemplate, Clause, Worded
from mainstay.terms.definitions import agreement_templates, commitments
from mainstay.terms.errors import MainstayError
from mainstay.terms.matrix import Status
from mainstay.terms.wording import long_day

OWN = "Mainstay wrote these words, as no official template is public."


def drafted(selection: Selection, form: Form) -> Worded:
    """The words as they would be put to the parties today."""
    template = agreement_templates()[form.value]
    version, about, clauses = _text(selection, template, form)
    return Worded(
        title=template.title,
        version=version,
        about=about,
        parties=tuple(
            terms.Party(one.value, _name(queries.organisation(selection, one)), template.parts[one])
            for one in queries.parties(selection, form)
        ),
        clauses=terms.filled(clauses, _words(selection, template), _lists(selection, template)),
    )


def kept(agreement: Agreement) -> Worded:
    """The words that were put to the parties. Raises MainstayError where they were changed."""
    words = terms.worded(agreement.words)
    if words.digest != agreement.digest:
        raise MainstayError(
            f"The words of the {agreement.get_form_display().lower()} are not as they were put.",
            advice="Nothing can be signed. Tell who runs this server.",
        )
    return words


def _text(
    selection: Selection, template: AgreementTemplate, form: Form
) -> tuple[str, str, tuple[Clause, ...]]:
    """The office's own text where it keeps one, else Mainstay's; with its version and origin."""
    own = newest(selection.programme, form)
    if own is not None:
        version = f"{own.template_version}, wording {own.number} of the office"
        about = f"These are the words of {selection.programme.office}, not Mainstay's."
        return version, about, terms.clauses_from(own.clauses)
    about = OWN if template.status is Status.ASSUMED else template.reference
    return template.version, about, template.clauses


def _words(selection: Selection, template: AgreementTemplate) -> Mapping[str, str]:
    programme, named = selection.programme, queries.leads(selection.programme)
    lead = queries.in_part(selection, Part.PRACTICE_LEAD)
    manager = queries.in_part(selection, Part.CHANGE_MANAGER)
    strategic, operational = named.get(Leading.STRATEGIC), named.get(Leading.OPERATIONAL)
    return {
        "practice": selection.practice.name,
        "practice_code": selection.practice.code,
        "office": programme.office.name,
        "support_unit": _name(programme.support_unit),
        "programme": programme.name,
        "starts": long_day(programme.starts),
        "ends": long_day(programme.ends),
        "fee": f"£{template.fee:,}" if template.fee else "nothing",
        "practice_lead": _person(lead, "the practice"),
        "change_manager": _person(manager, "the support unit"),
        "strategic_lead": _person(strategic, "the office"),
        "operational_lead": _person(operational, "the office"),
    }


def _lists(selection: Selection, template: AgreementTemplate) -> Mapping[str, tuple[str, ...]]:
    own = objectives(selection.programme)
    return {
        "objectives": tuple(f"{terms.BULLET}{one}" for one in own or template.objectives),
        "commitments": tuple(f"{one.number}. {one.words}" for one in commitments()),
    }


def _name(organisation: Organisation | None) -> str:
    return organisation.name if organisation else "the office's own team"


def _person(held, whose: str) -> str:
    return held.person.name if held else f"a person whom {whose} names"
