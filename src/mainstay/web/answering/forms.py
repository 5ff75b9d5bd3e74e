"""The questions of one level, of hope, and what somebody may add in their own words."""

from django import forms

from mainstay.terms.answers import NOT_MINE, UNKNOWN
from mainstay.terms.frameworks import Framework, Statement

LONGEST = 1000
OTHERWISE = ((UNKNOWN, "I don’t know"), (NOT_MINE, "Not my area"))


class StepField(forms.TypedChoiceField):
    """A statement, with its steps to choose from. Nothing has to be answered."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        steps = [(place, words) for place, words in enumerate(statement.steps, start=1)]
        super().__init__(
            label=statement.words,
            choices=[*steps, *OTHERWISE],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of the answers"},
        )


class NeedForm(forms.Form):
    """The statements of one level."""

    def __init__(self, framework: Framework, need: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for one in framework.of_need(need):
            self.fields[one.id] = StepField(one)

    def steps(self) -> dict[str, int]:
        """What was answered; a statement that was passed over is not in it."""
        return {name: step for name, step in self.cleaned_data.items() if step is not None}


class LastForm(forms.Form):
    """Hope, and one's own words."""

    hope = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers"},
    )
    words = forms.CharField(
        label="Is there anything else that your team should hear?",
        help_text=(
            "Your practice reads it as you write it, without your name, if enough people wrote. "
            "Do not write what would tell who you are."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, framework: Framework, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hope = self.fields["hope"]
        hope.label, hope.help_text = framework.hope.words, framework.hope.help
        hope.choices = list(enumerate(framework.hope.steps, start=1))
