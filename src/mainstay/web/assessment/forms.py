"""What the lead of a practice is asked."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from django import forms
from django.core.validators import validate_email

from mainstay.analysis.triangle import MOST
from mainstay.programme.assessment.agreeing.actions import Given
from mainstay.programme.assessment.queries import staff_groups
from mainstay.terms.frameworks import Framework, Statement
from mainstay.terms.wording import uncapped
from mainstay.web.layout.fields import Typed

KEPT = "kept_"  # what begins the name of a group's field for those who are kept
LEFT = ""  # a statement on which nothing is agreed yet
SPLIT = re.compile(r"[\s,;<>]+")


class NewRoundForm(forms.Form):
    """How the team answers, and until when."""

    way = forms.ChoiceField(
        label="How will you answer?",
        choices=[
            ("alone", "Each alone first, then we meet"),
            ("together", "Together at a meeting only"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you will answer"},
    )
    answer_by = forms.DateField(
        label="Answer by",
        help_text="Two weeks is enough for most teams. You can close sooner or later.",
        widget=forms.DateInput({"type": "date"}),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )


class TeamForm(forms.Form):
    """Addresses, staff group by staff group."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in staff_groups():
            self.fields[name] = forms.CharField(
                label=label, required=False, widget=forms.Textarea({"rows": 2})
            )

    def clean(self) -> dict[str, str]:
        """Every address belongs to one group; words that are no address are named."""
        found: dict[str, str] = {}
        for name, _ in staff_groups():
            for address in self._typed(name):
                if found.setdefault(address.lower(), name) != name:
                    self.add_error(name, f"{address} is in another group too")
        if not found and not self.errors:
            raise forms.ValidationError("Enter at least one e-mail address")
        self.people = found
        return self.cleaned_data

    def _typed(self, name: str) -> Iterator[str]:
        for address in filter(None, SPLIT.split(self.cleaned_data.get(name, ""))):
            try:
                validate_email(address)
            except forms.ValidationError:
                self.add_error(name, f"“{address}” is not an e-mail address")
            else:
                yield address


class KeptField(forms.MultipleChoiceField):
    """Addresses that are kept, all of them ticked. Those that are asked already are not offered."""

    def __init__(self, label: str, kept: Sequence[str], asked: Container[str]) -> None:
        offered = [one for one in kept if one.lower() not in asked]
        self.kept = set(kept)
        super().__init__(
            label=label,
            choices=[(one, one) for one in offered],
            initial=offered,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "%(value)s is not on your list any more"},
        )

    def valid_value(self, value: str) -> bool:
        """One that has been asked meanwhile is no fault: it is a second press."""
        return value in self.kept


class AskForm(TeamForm):
    """The same, with those that are kept to be ticked. `asked`: who is asked, in small letters."""

    keep = forms.BooleanField(label="Keep these addresses for the next round", required=False)

    def __init__(
        self, kept: Mapping[str, Sequence[str]], *args, asked: Container[str] = (), **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label in staff_groups():
            if name in kept:
                self.fields[KEPT + name] = KeptField(label, kept[name], asked)
                self.fields[name].label = f"More {uncapped(label)}"
        self.fields["keep"].initial = bool(kept)
        fields = [each for name, _ in staff_groups() for each in (KEPT + name, name)]
        self.order_fields([*fields, "keep"])

    def _typed(self, name: str) -> Iterator[str]:
        yield from self.cleaned_data.get(KEPT + name, ())
        yield from super()._typed(name)


class AgreeForm(forms.Form):
    """The team's answer to one statement."""

    step = forms.TypedChoiceField(
        coerce=lambda value: int(value) or None,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the answer that you agreed on"},
    )
    reason = Typed(
        label="Why, in a sentence",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, framework: Framework, statement: Statement, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement
        named = zip(framework.scale, statement.steps, strict=True)
        self.fields["step"].label = "What we agreed"
        self.fields["step"].choices = [
            *enumerate((f"{name}: {uncapped(words)}" for name, words in named), start=1),
            (0, "We do not know"),
        ]

    @property
    def answers(self) -> bool:
        return self.cleaned_data["step"] != LEFT

    def given(self) -> Given:
        return Given(self.statement.id, **self.cleaned_data)

    def look_again(self, seen: int) -> None:
        """Another answer was written meanwhile: the next press is about that one."""
        self.data = {**self.data.dict(), self.add_prefix("seen"): seen}


class AgreeOrLeaveForm(AgreeForm):
    """The same among others: it may be left open."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].required = False
        self.fields["step"].empty_value = LEFT
        self.fields["reason"].widget.attrs["rows"] = 1


class BeginForm(forms.Form):
    """What to begin with."""

    statements = forms.MultipleChoiceField(
        label="Begin with", required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, statements: Iterable[Statement], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = [(one.id, one.words) for one in statements]

    def clean_statements(self) -> list[str]:
        """Three at most."""
        chosen = self.cleaned_data["statements"]
        if len(chosen) > MOST:
            raise forms.ValidationError(
                f"You chose {len(chosen)}. Choose {MOST} at most: what is begun together is "
                "rarely finished."
            )
        return chosen


class FloorForm(forms.Form):
    """How few people may be shown together."""

    people = forms.IntegerField(
        label="People",
        help_text="Five or more",
        max_value=50,
        error_messages={
            "required": "Enter a number",
            "invalid": "Enter a whole number",
            "max_value": "Enter 50 or fewer: no team would see anything",
        },
    )


def again_field(**more) -> forms.TypedChoiceField:
    """In how many months to be reminded of the next round; None for no reminder."""
    return forms.TypedChoiceField(
        label="When shall we remind you to look again?",
        choices=[("6", "In 6 months"), ("12", "In 12 months"), ("0", "No reminder")],
        coerce=lambda value: int(value) or None,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
        **more,
    )


class AgainForm(forms.Form):
    again = again_field()


class FinishForm(forms.Form):
    """Whether the team met."""

    way = forms.ChoiceField(
        label="Did the team meet to agree its answers?",
        choices=[("met", "Yes, we met"), ("unmet", "No, there was no meeting")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you met"},
    )
    met = forms.DateField(
        label="The day of the meeting",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": "Enter a day"},
    )
    again = again_field(required=False, initial="12")

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("way") == "met" and not self.cleaned_data.get("met"):
            self.add_error("met", "Enter the day of the meeting")
        return self.cleaned_data


def step_name(framework: Framework, step: int | None) -> str:
    return framework.scale[step - 1] if step else "Not known"
