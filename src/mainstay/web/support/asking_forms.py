"""What is asked of a practice that asks for support, or misses something."""

from django import forms

from mainstay.programme.support import helping
from mainstay.programme.support.offers.queries import Line
from mainstay.terms.wording import counted


class AskForm(forms.Form):
    """A request for an offer: one press is enough."""

    selection = forms.ModelChoiceField(
        None, label="For which practice", error_messages={"required": "Choose a practice"}
    )
    statement = forms.CharField(required=False, widget=forms.HiddenInput)
    finding = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Anything that they should know (you may leave this out)",
        help_text="Never name a patient. The provider and the office read it.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, practices, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        only_one_practice(self, practices)


class AskAboutForm(AskForm):
    """The same, with a choice of what helps."""

    offer = forms.ModelChoiceField(
        None,
        label="What may help",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose what may help"},
    )
    field_order = ("offer",)

    def __init__(self, practices, found: list[Line], offers, *args, **kwargs) -> None:
        super().__init__(practices, *args, **kwargs)
        self.fields["offer"].queryset = offers
        self.fields["offer"].choices = [(one.offer.pk, one.offer.name) for one in found]
        self.fields["offer"].hints = {one.offer.pk: hint(one) for one in found}


class GapForm(forms.Form):
    """What a practice needs, and nobody offers."""

    selection = forms.ModelChoiceField(
        None, label="For which practice", error_messages={"required": "Choose a practice"}
    )
    statement = forms.CharField(required=False, widget=forms.HiddenInput)
    finding = forms.CharField(required=False, widget=forms.HiddenInput)
    theme = forms.ChoiceField(
        label="What kind of thing it is", error_messages={"required": "Say what it is about"}
    )
    words = forms.CharField(
        label="What you need",
        help_text="Say what would help. Never name a patient.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what you need"},
    )

    def __init__(self, practices, *args, about=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        only_one_practice(self, practices)
        self.fields["theme"].choices = [("", "Choose one"), *helping.themes().items()]
        if about is not None and about.statement:
            self.fields["theme"].required = False
            self.fields["theme"].widget = forms.HiddenInput()


def only_one_practice(form: forms.Form, practices) -> None:
    """Whoever has one practice is not asked for which."""
    held = form.fields["selection"]
    held.queryset, held.empty_label = practices, "Choose a practice"
    if len(practices) == 1:
        form.initial["selection"] = practices[0].pk
        held.widget = forms.HiddenInput()


def hint(line: Line) -> str:
    """Who gives an offer, when it starts, and whether there is a place."""
    one = line.offer
    starts = f"Starts {counted(one.days, 'day')} after the yes" if one.days else "Starts at once"
    return f"From {one.provider}. {starts}. {_room(line)}."


def _room(line: Line) -> str:
    if line.left is None:
        return "There is no limit on places"
    return f"{counted(line.left, 'place')} left" if line.left else "No place is free now"
