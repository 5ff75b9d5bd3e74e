"""What is asked of those who move a practice along, or name somebody."""

from django import forms

from mainstay.programme.engagement.stages import Stage


class MoveForm(forms.Form):
    """Where a practice goes next, and why where that is asked."""

    end = forms.ChoiceField(widget=forms.HiddenInput, choices=Stage.choices)
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=Stage.choices)
    reason = forms.CharField(
        label="Why",
        help_text="The reason is kept with the move, and every side can read it.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NominateForm(forms.Form):
    """Who takes a part."""

    person = forms.ModelChoiceField(
        None,
        label="Who",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose who it is"},
    )

    def __init__(self, people, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
