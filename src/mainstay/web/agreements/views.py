"""An agreement: its words, put to the parties, signed here or on paper, and in print."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from mainstay.accounts.policies import require
from mainstay.accounts.roles import Kind
from mainstay.programme.agreements import policies, queries
from mainstay.programme.agreements.parts import Form
from mainstay.programme.agreements.signing import actions
from mainstay.programme.agreements.words import OWN, drafted
from mainstay.terms.errors import MainstayError
from mainstay.web.agreements import presenters
from mainstay.web.agreements.forms import OfferForm, PaperForm, SignForm
from mainstay.web.engagements.access import with_journey
from mainstay.web.layout.downloads import printed, uploaded
from mainstay.web.layout.pages import page

SECTION = "engagements"


@with_journey
def agreement(request: HttpRequest, selection, form: Form) -> HttpResponse:
    """The words that are with the parties, who signed them, and who has yet to."""
    _require_wanted(selection, form)
    return _agreement_page(request, selection, form)


@with_journey
def offer(request: HttpRequest, selection, form: str) -> HttpResponse:
    """Read the words as they would be today, and put them to the parties."""
    kind = _form(selection, form)
    require(policies.can_offer(request.user, selection, kind))
    held, words = queries.in_force(selection, kind), drafted(selection, kind)
    asked = OfferForm(request.POST or None, first=held is None, initial={"seen": words.digest})
    if request.method == "POST" and asked.is_valid():
        given = asked.cleaned_data
        try:
            actions.offer(
                selection=selection,
                form=kind,
                seen=given["seen"],
                why=given.get("why", ""),
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            asked = _again(asked, str(error), seen=words.digest)
        else:
            messages.success(request, "The words are with the parties. They have been told.")
            return redirect(kind.value, selection.pk)
    return _page(
        request,
        "agreements/offer.jinja",
        selection,
        tried=asked if asked.errors else None,
        form=asked,
        kind=kind,
        held=held,
        same=held is not None and held.digest == words.digest,
        worded=words,
        of_mainstay=words.about == OWN,
    )


@with_journey
@require_POST
def sign(request: HttpRequest, selection, form: str) -> HttpResponse:
    """Sign the words for a party."""
    kind = _form(selection, form)
    asked = SignForm(request.POST)
    party = request.POST.get("party", "")
    require(party in queries.parties(selection, kind))
    require(policies.can_sign(request.user, selection, Kind(party)))
    if not asked.is_valid():
        return _agreement_page(request, selection, kind, asked)
    given = asked.cleaned_data
    try:
        actions.sign(
            selection=selection,
            form=kind,
            party=Kind(party),
            name=given["name"],
            seen=given["seen"],
            by=request.user,
            now=now(),
        )
    except MainstayError as error:
        asked.add_error("name", str(error))
        return _agreement_page(request, selection, kind, asked)
    messages.success(request, f"You have signed the {kind.label.lower()}.")
    return redirect(kind.value, selection.pk)


@with_journey
def attach(request: HttpRequest, selection, form: str) -> HttpResponse:
    """Attach a paper that parties signed."""
    kind = _form(selection, form)
    require(policies.can_attach(request.user, selection))
    held = queries.in_force(selection, kind)
    if held is None:
        return redirect(kind.value, selection.pk)
    missing = [
        (one.party, one.organisation)
        for one in presenters.lines(selection, held)
        if one.signature is None
    ]
    files = request.FILES or None
    asked = PaperForm(missing, request.POST or None, files, initial={"seen": held.digest})
    if request.method == "POST" and asked.is_valid():
        given = asked.cleaned_data
        try:
            actions.attach_paper(
                selection=selection,
                form=kind,
                names=asked.names(),
                signed_on=given["signed_on"],
                file=given["file"],
                seen=given["seen"],
                by=request.user,
                now=now(),
            )
        except MainstayError as error:
            asked.add_error(None, str(error))
        else:
            messages.success(request, "The signed paper is attached.")
            return redirect(kind.value, selection.pk)
    return _page(
        request,
        "agreements/attach.jinja",
        selection,
        tried=asked if asked.errors else None,
        form=asked,
        kind=kind,
        missing=missing,
    )


@with_journey
def kept(request: HttpRequest, selection, kept: int) -> HttpResponse:
    """Words that were put to the parties once, as they were."""
    held = _kept(selection, kept)
    words, problem = presenters.read(held)
    return _page(
        request,
        "agreements/kept.jinja",
        selection,
        held=held,
        worded=words,
        problem=problem,
        ended=presenters.ended(held),
        lines=presenters.lines(selection, held),
        when=presenters.when,
    )


@with_journey
def file(request: HttpRequest, selection, kept: int, kind: str) -> HttpResponse:
    """An agreement as PDF or Word, with its signatures."""
    held = _kept(selection, kept)
    if presenters.read(held)[1]:
        raise Http404
    name = f"{held.form}-{selection.practice.code}-{held.pk}"
    return printed(presenters.document(selection, held), kind, name)


@with_journey
def paper(request: HttpRequest, selection, signature: int) -> HttpResponse:
    """The paper that was signed, as it was attached."""
    every = (one for held in selection.agreements.all() for one in held.signatures.all())
    found = next((one for one in every if one.pk == signature), None)
    if found is None or found.paper is None:
        raise PermissionDenied
    return uploaded(found.paper)


def _agreement_page(
    request: HttpRequest, selection, form: Form, tried: SignForm | None = None
) -> HttpResponse:
    held = queries.in_force(selection, form)
    words, problem = presenters.read(held) if held else (None, "")
    signing = presenters.to_sign(selection, held, request.user) if words else []
    return _page(
        request,
        "agreements/agreement.jinja",
        selection,
        tried=tried,
        kind=form,
        held=held,
        worded=words,
        problem=problem,
        lines=presenters.lines(selection, held) if held else [],
        when=presenters.when,
        signing=[(one, _sign_form(one.party, held.digest, tried)) for one in signing],
        earlier=queries.earlier(selection, form),
        may_offer=policies.can_offer(request.user, selection, form),
        may_attach=policies.can_attach(request.user, selection),
        changed=held is not None and drafted(selection, form).digest != held.digest,
    )


def _sign_form(party: Kind, digest: str, tried: SignForm | None) -> SignForm:
    """The one that was sent keeps its words, beside the words of the agreement as they are now."""
    if tried is not None and tried.data.get("party") == party.value:
        problems = [one for told in tried.errors.values() for one in told]
        return _again(tried, *problems, field="name", seen=digest)
    initial = {"seen": digest, "party": party.value}
    return SignForm(initial=initial, auto_id=f"{party.value}-%s")


def _again(form, *problems: str, field: str | None = None, **changed: str):
    """The same form with what was typed, and what it must be sent with now."""
    made = type(form)({**form.data.dict(), **changed}, **_more(form))
    made.is_valid()
    for one in problems:
        if one not in made.errors.get(field or "__all__", []):
            made.add_error(field, one)
    return made


def _more(form) -> dict[str, object]:
    return {"first": "why" not in form.fields} if isinstance(form, OfferForm) else {}


def _form(selection, form: str) -> Form:
    """The kind of agreement in an address. Raises Http404 where there is none such to sign."""
    if form not in Form.values or form == Form.BENCHMARKING:
        raise Http404
    _require_wanted(selection, Form(form))
    return Form(form)


def _require_wanted(selection, form: Form) -> None:
    if form == Form.SERVICE_LEVEL and selection.programme.support_unit_id is None:
        raise Http404


def _kept(selection, number: int):
    held = queries.agreement(selection, number)
    if held is None:
        raise PermissionDenied
    return held


def _page(request: HttpRequest, template: str, selection, *, tried=None, **context) -> HttpResponse:
    return page(
        request,
        template,
        status=422 if tried is not None else 200,
        section=SECTION,
        selection=selection,
        tried=tried,
        as_of=None,
        **context,
    )
