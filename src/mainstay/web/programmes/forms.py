"""What is asked of those who judge a practice, choose, or say what they heard of it."""

from django import forms

from mainstay.programme.cohort.hearing.queries import SOURCES, URGENCIES
from mainstay.terms.levels import Level
from mainstay.web.layout.uploads import UploadField
from mainstay.web.programmes.setting_up_forms import day, words

LEVELS = [
    (Level.HIGH.value, "High: support may well be needed"),
    (Level.MEDIUM.value, "Medium"),
    (Level.LOW.value, "Low"),
]


def level(label: str, missing: str = "Choose a level") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class JudgeForm(forms.Form):
    """A level and the reason for it."""

    level = level("Scope for support")
    reason = words("Why", "Say why: it is what the practice and colleagues will read")
    file = UploadField(label="A file that shows it (you may leave this out)", required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, of_impact: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if of_impact:
            self.fields["level"].label = "Impact of support"
            self.fields["level"].choices = IMPACT


IN_THE_LETTER = (
    "If you choose it, its letter gives this reason in these words. What somebody told you in "
    "confidence belongs in a note among colleagues."
)
IMPACT = [
    (Level.HIGH.value, "High: support may well change things"),
    (Level.MEDIUM.value, "Medium"),
    (Level.LOW.value, "Low"),
]


class ChoiceForm(forms.Form):
    """Whether a practice is in the cohort, when it begins, and why."""

    choice = forms.ChoiceField(
        label="This practice is",
        choices=[("chosen", "Chosen"), ("passed", "Passed over this time")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is chosen or passed over"},
    )
    wave = forms.ModelChoiceField(
        None, label="If chosen, its wave", required=False, empty_label="Not settled"
    )
    reason = words("Why", "Say why: a choice has a reason, and so has a passing-over")

    def __init__(self, waves, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = IN_THE_LETTER
        self.fields["wave"].queryset = waves
        if not waves:
            del self.fields["wave"]


class ModerateForm(forms.Form):
    """Another level than a colleague's, and why."""

    level = level("The level that you would give", "Choose the level that you would give")
    reason = words("Why", "Say why: both judgements are kept")


class WithdrawForm(forms.Form):
    """Why a judgement is taken back."""

    reason = words("Why it no longer holds", "Say why: what was judged stays on record beside it")


class GroupForm(forms.Form):
    """Which practices this one works with."""

    area = forms.ModelChoiceField(
        None, label="Its resilience area", required=False, empty_label="None"
    )

    def __init__(self, areas, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class AddForm(forms.Form):
    """One more practice, and why."""

    wave = forms.ModelChoiceField(None, label="Its wave", required=False, empty_label="Not settled")
    reason = words("Why it is added", "Say why: the practice and colleagues will read it")

    def __init__(self, waves, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wave"].queryset = waves
        if not waves:
            del self.fields["wave"]


class SuccessorForm(forms.Form):
    """Where a practice went."""

    successor = forms.ChoiceField(
        label="The practice that took its place", error_messages={"required": "Choose a practice"}
    )
    reason = words("How you know it", "Say how you know it", rows=2)

    def __init__(self, practices, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "Choose"), *practices]


class LookForm(forms.Form):
    """A later day, and the rules to read it by."""

    day = day("The day whose published figures to look at", "Enter a day")
    rules = forms.ChoiceField(label="By the rules")

    def __init__(self, rule_sets, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"].choices = rule_sets


class AskForm(forms.Form):
    """A practice's own request: three things, of which one may be left out."""

    hard = words("What is hard at the moment?", "Say what is hard: a sentence is enough", rows=4)
    wanted = words("What would help? (You may leave this out)")
    urgency = forms.ChoiceField(
        label="How soon do you need help?",
        choices=URGENCIES,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how soon you need help"},
    )


class AnswerForm(forms.Form):
    """What a practice is told of its request."""

    answer = words(
        "Your answer",
        "Write what the practice is to know",
        help_text="The practice reads this as you write it.",
    )


class IntelligenceForm(forms.Form):
    """What others say of a practice."""

    source = forms.ChoiceField(label="Who said it", choices=[("", "Choose"), *SOURCES])
    words = words("What they said", "Write what they said")
    heard = day("When you heard it", "Enter the day you heard it")


class RemarkForm(forms.Form):
    """A note to colleagues."""

    words = words("Your note", "Write your note", rows=2)
