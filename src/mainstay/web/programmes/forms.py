"""What is asked of those who set up a programme, judge a practice or look at a judgement."""

from django import forms

from mainstay.programme.organisations import queries
from mainstay.terms.levels import Level

DAY = {"type": "date"}
LEVELS = [
    (Level.HIGH.value, "High: support may well be needed"),
    (Level.MEDIUM.value, "Medium"),
    (Level.LOW.value, "Low"),
]
MOST_PRACTICES = 500


class ProgrammeForm(forms.Form):
    """A programme of an office."""

    name = forms.CharField(
        label="Its name", max_length=200, error_messages={"required": "Enter its name"}
    )
    support_unit = forms.ModelChoiceField(
        queries.support_units(), label="The support unit", required=False, empty_label="None yet"
    )
    area_code = forms.ChoiceField(label="Whose practices it is for")
    starts = forms.DateField(
        label="First day",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter the first day", "invalid": "Enter a day"},
    )
    ends = forms.DateField(
        label="Last day",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter the last day", "invalid": "Enter a day"},
    )
    cohort_size = forms.IntegerField(
        label="How many practices it can help",
        min_value=1,
        max_value=MOST_PRACTICES,
        error_messages={"required": "Enter a number of practices", "invalid": "Enter a number"},
    )
    rules = forms.ChoiceField(label="The rules of its support matrix")
    as_of = forms.DateField(
        label="The day whose published figures it reads",
        help_text="Figures published later are left out, so that the order can be made again.",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter a day", "invalid": "Enter a day"},
    )
    vision = forms.CharField(
        label="What it is to achieve (you may leave this out)",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, areas, rule_sets, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = areas
        self.fields["rules"].choices = rule_sets

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The last day must be after the first")
        return given


class JudgeForm(forms.Form):
    """A level and the reason for it."""

    level = forms.ChoiceField(
        label="Scope for support",
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a level"},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why: it is what the practice and colleagues will read"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ChoiceForm(forms.Form):
    """Whether a practice is in the cohort, and why."""

    choice = forms.ChoiceField(
        label="This practice is",
        choices=[("chosen", "Chosen"), ("passed", "Passed over this time")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is chosen or passed over"},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why: a choice has a reason, and so has a passing-over"},
    )


class ModerateForm(forms.Form):
    """Another level than a colleague's, and why."""

    level = forms.ChoiceField(
        label="The level that you would give",
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level that you would give"},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why: both judgements are kept"},
    )
