"""What is asked of those who set up a programme, change it or lay it out."""

from django import forms

from mainstay.programme.organisations import queries

DAY = {"type": "date"}
MOST_PRACTICES = 500
WHY = "Say why it changes: colleagues will read it in the log"


def day(label: str, missing: str, **more) -> forms.DateField:
    """A day, chosen in a calendar or typed."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a day"},
        **more,
    )


def words(label: str, missing: str = "", rows: int = 3, **more) -> forms.CharField:
    """Some sentences; they may be left out where there is nothing to say when they are missing."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": missing},
        **more,
    )


def how_many(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_PRACTICES,
        error_messages={"required": "Enter a number of practices", "invalid": "Enter a number"},
    )


class WithPeriod(forms.Form):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The last day must be after the first")
        return given


class ProgrammeForm(WithPeriod):
    """A programme of an office."""

    name = forms.CharField(
        label="Its name", max_length=200, error_messages={"required": "Enter its name"}
    )
    support_unit = forms.ModelChoiceField(
        queries.support_units(), label="The support unit", required=False, empty_label="None yet"
    )
    area_code = forms.ChoiceField(label="Whose practices it is for")
    starts = day("First day", "Enter the first day")
    ends = day("Last day", "Enter the last day")
    cohort_size = how_many("How many practices it can help")
    rules = forms.ChoiceField(label="The rules of its support matrix")
    as_of = day(
        "The day whose published figures it reads",
        "Enter a day",
        help_text="Figures published later are left out, so that the order can be made again.",
    )
    vision = words("What it is to achieve (you may leave this out)", rows=4)

    def __init__(self, areas, rule_sets, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = areas
        self.fields["rules"].choices = rule_sets


class ChangeForm(WithPeriod):
    """What a programme is and what it is for."""

    name = forms.CharField(
        label="Its name", max_length=200, error_messages={"required": "Enter its name"}
    )
    support_unit = forms.ModelChoiceField(
        queries.support_units(), label="The support unit", required=False, empty_label="None yet"
    )
    steering_group = forms.ModelChoiceField(
        queries.steering_groups(),
        label="The steering group",
        help_text="Its members see the whole programme in numbers, and no practice.",
        required=False,
        empty_label="None yet",
    )
    contact = forms.CharField(
        label="Whom a practice can call (you may leave this out)",
        help_text="A name and a telephone number. It stands in the letters to practices.",
        max_length=200,
        required=False,
    )
    starts = day("First day", "Enter the first day")
    ends = day("Last day", "Enter the last day")
    vision = words("What it is to achieve (you may leave this out)", rows=4)
    objectives = words(
        "Its objectives (you may leave this out)",
        rows=6,
        help_text="One to a line, the first thing first.",
    )
    reason = words("Why it changes", WHY, rows=2)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_objectives(self) -> list[str]:
        lines = [one.strip() for one in self.cleaned_data["objectives"].splitlines()]
        given = [one for one in lines if one]
        if any(len(one) > 300 for one in given):
            raise forms.ValidationError("Keep each objective under 300 letters")
        return given


class BasisForm(forms.Form):
    """What a cohort is chosen by."""

    area_code = forms.ChoiceField(label="Whose practices it is for")
    as_of = day("The day whose published figures it reads", "Enter a day")
    rules = forms.ChoiceField(label="The rules of its support matrix")
    cohort_size = how_many("How many practices it can help")
    reason = words("Why it changes", WHY, rows=2)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, areas, rule_sets, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = areas
        self.fields["rules"].choices = rule_sets


class WaveForm(forms.Form):
    """When some practices begin together."""

    name = forms.CharField(
        label="Its name",
        max_length=60,
        help_text="For example, First wave.",
        error_messages={"required": "Enter its name"},
    )
    starts = day("First day", "Enter the first day")
    practices = how_many("How many practices it has room for")


class AreaForm(forms.Form):
    """A group of practices that work together."""

    name = forms.CharField(
        label="Name of the group", max_length=60, error_messages={"required": "Enter a name"}
    )


def change_initial(programme) -> dict[str, object]:
    """How a programme is now, as its form asks it."""
    return {
        "name": programme.name,
        "support_unit": programme.support_unit_id,
        "steering_group": programme.steering_group_id,
        "contact": programme.contact,
        "starts": programme.starts,
        "ends": programme.ends,
        "vision": programme.vision,
        "objectives": "\n".join(queries.objectives(programme)),
        "seen": programme.edition,
    }


def basis_initial(programme) -> dict[str, object]:
    return {
        "area_code": programme.area_code,
        "as_of": programme.as_of,
        "rules": programme.rules,
        "cohort_size": programme.cohort_size,
        "seen": programme.edition,
    }
