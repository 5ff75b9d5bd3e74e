"""What is asked of those who say how a commitment stands."""

from django import forms

from mainstay.programme.engagement.commitments.keeping import Keeping


class SayForm(forms.Form):
    """Kept, not kept or not due, and the sentence that shows it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    keeping = forms.ChoiceField(
        label="This commitment is",
        choices=Keeping.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    words = forms.CharField(
        label="What shows it",
        help_text="One sentence. Every side can read it.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say in a sentence what shows it"},
    )
