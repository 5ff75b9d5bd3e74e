"""What is asked of those who book visits, and of those who say yes to them."""

from django import forms

from mainstay.programme.engagement.visits.states import WEEKDAYS, Part

DAY = {"type": "date"}
MOMENT = {"type": "datetime-local"}
AWAY = [(one.value, one.label) for one in Part if one is not Part.NONE]


class WantForm(forms.Form):
    """Which visit a practice is to have, and by when."""

    kind = forms.ChoiceField(
        label="Which visit",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a visit",
            "invalid_choice": "That visit is planned already: look at the list above",
        },
    )
    deadline = forms.DateField(
        label="By when",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )

    def __init__(self, kinds, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds


class SeenForm(forms.Form):
    """A visit as the person saw it."""

    seen = forms.CharField(max_length=60, widget=forms.HiddenInput)


class WordsForm(SeenForm):
    """The same with a few words."""

    words = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, label: str = "Why", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class MoveForm(WordsForm):
    """Another time, and why."""

    starts = forms.DateTimeField(
        label="Day and time",
        widget=forms.DateTimeInput(MOMENT, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"required": "Enter a day and a time", "invalid": "Enter a day and a time"},
    )
    field_order = ("seen", "starts", "words")


class WeekForm(forms.Form):
    """When there is time, from Monday to Friday; and the week as the person saw it."""

    seen = forms.CharField(max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = forms.ChoiceField(label=name, choices=Part.choices)

    def parts(self) -> list[Part]:
        return [Part(self.cleaned_data[f"day{number}"]) for number in range(len(WEEKDAYS))]


class OffForm(forms.Form):
    """Days on which there is no time."""

    first = forms.DateField(
        label="First day",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter the first day", "invalid": "Enter a day"},
    )
    last = forms.DateField(
        label="Last day",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter the last day", "invalid": "Enter a day"},
    )
    part = forms.ChoiceField(label="Which part of the day", choices=AWAY)

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must not be before the first")
        return given
