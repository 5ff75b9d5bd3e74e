"""The letters to chosen practices: one at a time or all together, as Word or PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime, now

from mainstay.accounts.made_up import made_up
from mainstay.accounts.policies import require
from mainstay.programme.cohort.letters import actions, policies, queries
from mainstay.reports.document import Document
from mainstay.reports.letter import bundle, letter
from mainstay.reports.typst_pdf import pdf
from mainstay.reports.word import write_word
from mainstay.terms.definitions import rule_sets
from mainstay.terms.letters import letters as templates
from mainstay.web.layout.downloads import attachment
from mainstay.web.layout.pages import page
from mainstay.web.people.fresh import fresh
from mainstay.web.programmes.access import with_programme

SECTION = "programmes"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": (write_word, WORD), "pdf": (pdf, "application/pdf")}
TEMPLATE = "selection"


@with_programme
def letters(request: HttpRequest, programme) -> HttpResponse:
    """Whose letters there are."""
    require(policies.can_write(request.user, programme))
    return page(
        request,
        "programmes/letters.jinja",
        section=SECTION,
        programme=programme,
        selections=programme.selections.select_related("practice", "wave").order_by(
            "practice__name"
        ),
        text=templates()[TEMPLATE],
    )


@with_programme
@fresh
def one_letter(request: HttpRequest, programme, code: str, kind: str) -> HttpResponse:
    """One practice's letter."""
    require(policies.can_write(request.user, programme))
    made = {one.practice.code: document for one, document in _written(request, programme)}
    if code not in made or kind not in KINDS:
        raise Http404
    _taken(request, programme, (code,))
    write, content_type = KINDS[kind]
    return attachment(write(made[code]), content_type, f"letter-{code}.{kind}")


@with_programme
@fresh
def all_letters(request: HttpRequest, programme, kind: str) -> HttpResponse:
    """Every practice's letter, in one zip."""
    require(policies.can_write(request.user, programme))
    made = _written(request, programme)
    if not made or kind not in KINDS:
        raise Http404
    _taken(request, programme, tuple(one.practice.code for one, _ in made))
    write, _ = KINDS[kind]
    files = [(f"letter-{one.practice.code}.{kind}", write(document)) for one, document in made]
    on = max(document.on for _, document in made)
    return attachment(bundle(files, on), "application/zip", f"letters-{programme.pk}-{kind}.zip")


def _written(request: HttpRequest, programme) -> list[tuple[object, Document]]:
    """Each selection with its letter, dated with the day that the practice was selected."""
    known = request.known
    sender = queries.sender(programme, known.area_name(programme.area_code))
    found = queries.addressed(programme, rule_sets()[programme.rules])
    return [
        (
            one,
            letter(
                templates()[TEMPLATE],
                sender,
                to,
                localtime(one.at).date(),
                synthetic=made_up(),
            ),
        )
        for one, to in found.items()
    ]


def _taken(request: HttpRequest, programme, codes: tuple[str, ...]) -> None:
    version = templates()[TEMPLATE].version
    given = {"programme": programme, "codes": codes, "version": version}
    actions.take_letters(by=request.user, now=now(), **given)
