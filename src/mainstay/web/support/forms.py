"""What is asked of who keeps the directory, asks for support, answers, or misses something."""

from django import forms

from mainstay.programme.support import helping
from mainstay.programme.support.offers.told import Told
from mainstay.programme.support.states import Helped, Payer
from mainstay.web.layout.fields import Typed

DAY = {"type": "date"}
MOST = 9999
PLACES = f"How many practices: enter a number from 1 to {MOST:,}, or nothing"
DAYS = f"Days until it starts: enter a number from 0 to {MOST:,}"
NEED = "need_"  # what begins the name of each level's field
OWN = "own"  # the field of statements that the office has added


class OfferForm(forms.Form):
    """An offer of the directory."""

    name = Typed(
        label="What it is called",
        max_length=120,
        error_messages={"required": "Give it a name that a practice would understand"},
    )
    provider = Typed(
        label="Who provides it",
        max_length=200,
        error_messages={"required": "Say who provides it"},
    )
    partner = forms.ModelChoiceField(
        None,
        label="Whose people may answer here",
        help_text="They see each request for this offer, and no others.",
        required=False,
        empty_label="Nobody: our office answers",
    )
    kind = forms.ChoiceField(
        label="Kind of support", error_messages={"required": "Choose a kind of support"}
    )
    words = forms.CharField(
        label="What a practice gets",
        help_text="In plain words: who comes, what they do, and for how long.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what a practice gets"},
    )
    who = Typed(
        label="Who may have it",
        help_text="Leave it empty if every practice may.",
        max_length=300,
        required=False,
    )
    places = forms.IntegerField(
        label="How many practices it can help at one time",
        help_text="Leave it empty if there is no limit. What is left is worked out.",
        min_value=1,
        max_value=MOST,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PLACES),
    )
    days = forms.IntegerField(
        label="Days from the yes until it starts",
        min_value=0,
        max_value=MOST,
        error_messages={"required": "Enter the days until it starts"}
        | dict.fromkeys(("invalid", "min_value", "max_value"), DAYS),
    )
    payer = forms.ChoiceField(
        label="Who pays",
        choices=Payer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who pays"},
    )
    cost = Typed(label="What it costs (you may leave this out)", max_length=200, required=False)
    contact = Typed(
        label="Whom to ask about it",
        help_text="A name, with a telephone number or an address.",
        max_length=200,
        error_messages={"required": "Say whom a practice can ask"},
    )
    themes = forms.MultipleChoiceField(
        label="Themes that it helps with", required=False, widget=forms.CheckboxSelectMultiple
    )
    domains = forms.MultipleChoiceField(
        label="Parts of an improvement plan that it helps with",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, providers, own, *args, **kwargs) -> None:
        """`own`: the statements that the office has added."""
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = providers
        self.fields["kind"].choices = [("", "Choose one"), *helping.kinds().items()]
        self.fields["themes"].choices = [*helping.themes().items()]
        self.fields["domains"].choices = [*helping.domains().items()]
        framework = helping.triangle()
        for need in framework.needs:
            self._add(need.id, need.plain_name, framework.of_need(need.id))
        if own:
            self._add(OWN, "What your office has added", own)

    def _add(self, name: str, label: str, statements) -> None:
        self.fields[f"{NEED}{name}"] = forms.MultipleChoiceField(
            label=label,
            choices=[(one.id, one.words) for one in statements],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def plain(self) -> list:
        return [one for one in self if not one.name.startswith(NEED)]

    def needs(self) -> list:
        """The statements, level by level, and then those of the office."""
        return [one for one in self if one.name.startswith(NEED)]

    def statements(self) -> list[str]:
        return [each for one in self.needs() for each in self.cleaned_data[one.name]]

    def told(self) -> Told:
        """What was typed, once it is valid."""
        given = {
            name: self.cleaned_data[name]
            for name in Told.__dataclass_fields__
            if name != "statements"
        }
        payer = Payer(given.pop("payer"))
        return Told(**given, payer=payer, statements=self.statements())


def as_typed(offer) -> dict[str, object]:
    """An offer as its form begins."""
    given = {name: getattr(offer, name) for name in Told.__dataclass_fields__}
    names = [*(one.id for one in helping.triangle().needs), OWN]
    needs = {f"{NEED}{one}": offer.statements for one in names}
    return {**given, **needs, "seen": offer.edition}


class SeenForm(forms.Form):
    """A press on an offer as the person saw it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(SeenForm):
    """Why an offer ends."""

    why = forms.CharField(
        label="Why it ends",
        help_text="Practices read this.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why it ends: practices read it"},
    )


class AnswerGapForm(forms.Form):
    """The offer that answers a gap."""

    offer = forms.ModelChoiceField(
        None,
        label="Answered by",
        empty_label="Choose an offer",
        error_messages={"required": "Choose an offer"},
    )

    def __init__(self, offers, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = offers


class StepForm(forms.Form):
    """A few words on a request as the person saw it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    starts = forms.DateField(
        label="The day it starts",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )
    instead = forms.ModelChoiceField(
        None,
        label="What else may help (you may leave this out)",
        required=False,
        empty_label="Nothing that is on offer",
    )
    words = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, way, offers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = way.label
        self.fields["words"].help_text = way.hint
        self.fields["words"].required = way.needs_words
        self.fields["words"].error_messages["required"] = way.label
        self.fields["instead"].queryset = offers
        for name in ("starts", "instead"):
            if name not in way.more:
                del self.fields[name]


class SayForm(forms.Form):
    """Two questions, after it is finished."""

    helped = forms.ChoiceField(
        label="Did it help?",
        choices=Helped.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    words = forms.CharField(
        label="What changed? (you may leave this out)",
        help_text=(
            "Once three practices have written, others read these words without your name. "
            "Leave out what would tell who you are."
        ),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
