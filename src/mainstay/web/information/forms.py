"""What is asked of those who ask for information, and of those who answer."""

from datetime import date

from django import forms

from mainstay.programme.engagement.requests.states import State
from mainstay.terms.information import catalogue
from mainstay.web.layout.uploads import UploadField

DAY = {"type": "date"}
OWN_WORDS = "other"
MOST_MINUTES = 600
LOOKED = "No, and the office has looked: ask the practice"
FILES = ("first", "second", "third")


class ChooseForm(forms.Form):
    """What somebody needs to know."""

    item = forms.ChoiceField(
        label="What do you need to know?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you need to know",
            "invalid_choice": "Choose something from the list",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.id, one.name) for one in catalogue().values()]
        self.fields["item"].choices = [*known, (OWN_WORDS, "Something else")]


class AskForm(forms.Form):
    """A request, and whether it is needed at all."""

    first = forms.ChoiceField(
        label="Do we hold it already?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether we hold it already"},
    )
    words = forms.CharField(
        label="Where it is held, or where you looked",
        help_text="Leave this empty only if you looked at nothing but this page.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    what = forms.CharField(
        label="What you ask for",
        max_length=300,
        error_messages={"required": "Say what you ask for"},
    )
    why = forms.CharField(
        label="Why it is needed",
        help_text="Whoever is asked reads this.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why it is needed"},
    )
    minutes = forms.IntegerField(
        label="Minutes that it should take the practice",
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={"required": "Enter the minutes", "invalid": "Enter a number of minutes"},
    )
    due = forms.DateField(
        label="When the answer is needed",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )

    def __init__(self, today: date, *args, of_office: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [
            (State.HELD.value, "Yes: nobody needs to be asked"),
            (State.OFFICE.value, "Not that I can see: ask the office first"),
        ]
        if of_office:
            choices.append((State.PRACTICE.value, LOOKED))
        self.fields["first"].choices = choices

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("first") == State.HELD and not given.get("words", "").strip():
            self.add_error("words", "Say where it is held: that is the answer")
        if given.get("due") and given["due"] < self.today:
            self.add_error("due", "The day is over: choose today or later")
        return given


class WordsForm(forms.Form):
    """A few words, to a request as the person saw it."""

    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=State.choices)
    words = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, label: str, hint: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint


class AnswerForm(WordsForm):
    """An answer in words, in files or in both."""

    first = UploadField(label="A file", required=False)
    second = UploadField(label="A second file", help_text="", required=False)
    third = UploadField(label="A third file", help_text="", required=False)

    def files_given(self) -> list:
        return [self.cleaned_data[name] for name in FILES if self.cleaned_data.get(name)]
