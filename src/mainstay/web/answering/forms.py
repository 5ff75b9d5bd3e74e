"""The questions of one level, of hope, and what somebody may add in their own words."""

from django import forms

from mainstay.terms.answers import NOT_MINE, UNKNOWN, UNSAID
from mainstay.terms.frameworks import Framework, Statement
from mainstay.web.layout.fields import Typed

WAS = "was."  # what begins the name of what stood in a field when its page was made
UNSURE = "?"  # it is not known what stood there
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


class AnswerForm(forms.Form):
    """Answers, and what stood on the page when it was made: another window may be newer."""

    def was(self) -> dict[str, object]:
        """What stood in each field, by the name under which it comes back."""
        return {WAS + name: self._was(name) for name in self.fields}

    def changed(self) -> dict[str, object]:
        """What the person chose or wrote on this page, without what was passed over."""
        return {
            name: given
            for name, given in self.cleaned_data.items()
            if given is not None and name in self.data
            if _line(self.data[name]) != _line(self._was(name))
        }

    def _was(self, name: str) -> object:
        if self.is_bound:
            return self.data.get(WAS + name, UNSURE)
        held = self.get_initial_for_field(self.fields[name], name)
        return "" if held is None else held


def _line(typed: object) -> str:
    """As it is compared: a browser sends line ends of its own."""
    return "\n".join(str(typed).strip().splitlines())


class NeedForm(AnswerForm):
    """The statements of one level."""

    def __init__(self, framework: Framework, need: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for one in framework.of_need(need):
            self.fields[one.id] = StepField(one)


class LastForm(AnswerForm):
    """Hope, and one's own words."""

    hope = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers"},
    )
    words = Typed(
        label="Is there anything else that your team should hear?",
        help_text=(
            "Your practice reads it as you write it, without your name, if enough people wrote. "
            f"Do not write what would tell who you are. Use {LONGEST:,} letters or fewer."
        ),
        required=False,
        called="Your own words",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, framework: Framework, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        hope = self.fields["hope"]
        hope.label, hope.help_text = framework.hope.words, framework.hope.help
        hope.apart = UNSAID
        steps = list(enumerate(framework.hope.steps, start=1))
        hope.choices = [*steps, (UNSAID, "I would rather not say")]
