"""What is asked of who decides, and of the page that saves as one types."""

from django import forms

from mainstay.programme.engagement.stages import Stage
from mainstay.web.layout.questionnaires import MOST_LETTERS


class AnswerForm(forms.Form):
    """One answer, sent by itself."""

    question = forms.SlugField()
    words = forms.CharField(required=False, strip=False, max_length=MOST_LETTERS)
    seen = forms.IntegerField(min_value=0)


class DecisionForm(forms.Form):
    """Whether the practice is ready, and why."""

    outcome = forms.ChoiceField(
        label="The practice is",
        choices=[
            (Stage.READY.value, "Ready: go on to the diagnostic review"),
            (Stage.NOT_NOW.value, "Not ready now"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is ready"},
    )
    reason = forms.CharField(
        label="Why",
        help_text="The practice reads this too.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Give the reason: the practice reads it too"},
    )
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=Stage.choices)
