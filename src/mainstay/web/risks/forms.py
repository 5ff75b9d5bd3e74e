"""What is asked of those who keep the register."""

from django import forms

from mainstay.programme.engagement.risks.words import Said, Score, Sort

DAY = {"type": "date"}


class RiskForm(forms.Form):
    """A risk, dependency or issue."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=Sort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what kind of entry it is"},
    )
    words = forms.CharField(
        label="What may happen, or what is needed",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say what may happen, or what is needed"},
    )
    selection = forms.ModelChoiceField(
        None, label="Which practice", required=False, empty_label="The whole programme"
    )
    cause = forms.CharField(
        label="Why (you may leave this out)", required=False, widget=forms.Textarea({"rows": 2})
    )
    effect = forms.CharField(
        label="What it would do (you may leave this out)",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    likelihood = forms.TypedChoiceField(
        label="How likely it is", choices=Score.choices, coerce=int, initial=Score.THREE
    )
    impact = forms.TypedChoiceField(
        label="How much it would matter", choices=Score.choices, coerce=int, initial=Score.THREE
    )
    owner = forms.CharField(
        label="Who looks after it",
        max_length=200,
        error_messages={"required": "Name who looks after it"},
    )
    response = forms.CharField(
        label="What is done about it",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what is done about it"},
    )
    review = forms.DateField(
        label="When to look at it again",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, practices, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if practices is None:
            del self.fields["selection"]
        else:
            self.fields["selection"].queryset = practices

    def said(self) -> Said:
        """What was typed, once it is valid."""
        given = {name: self.cleaned_data[name] for name in Said.__dataclass_fields__}
        return Said(**{**given, "kind": Sort(given["kind"])})


class SettleForm(forms.Form):
    """Why a risk is closed, or opened again."""

    why = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Give the reason: it is kept with the risk"},
    )
    closed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
