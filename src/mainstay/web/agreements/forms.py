"""What is asked of those who put words to the parties, sign them or bring them on paper."""

from django import forms

from mainstay.accounts.roles import Kind
from mainstay.web.layout.uploads import UploadField

DAY = {"type": "date"}


class OfferForm(forms.Form):
    """Why there are new words, where others are with the parties."""

    seen = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why there are new words",
        help_text="Everybody signs again, and reads this first.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why there are new words: everybody signs again"},
    )

    def __init__(self, *args, first: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["why"]


class SignForm(forms.Form):
    """A name typed under words that were read."""

    seen = forms.CharField(widget=forms.HiddenInput)
    party = forms.ChoiceField(widget=forms.HiddenInput, choices=Kind.choices)
    name = forms.CharField(
        label="Type your name to sign",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Type your name to sign"},
    )


class PaperForm(forms.Form):
    """A paper with the same words, and who signed it for whom."""

    seen = forms.CharField(widget=forms.HiddenInput)
    signed_on = forms.DateField(
        label="The day it was signed",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        error_messages={"required": "Enter the day it was signed", "invalid": "Enter a day"},
    )
    file = UploadField(label="The signed paper")

    def __init__(self, parties: list[tuple[Kind, str]], *args, **kwargs) -> None:
        """`parties`: those who have yet to sign, each with its name."""
        super().__init__(*args, **kwargs)
        self.parties = [party for party, _ in parties]
        for party, organisation in parties:
            self.fields[party.value] = forms.CharField(
                label=f"Who signed for {organisation}",
                help_text="Leave this empty if nobody signed for it on this paper.",
                required=False,
                max_length=200,
            )
        self.order_fields([*self.parties, "signed_on", "file"])

    def names(self) -> dict[Kind, str]:
        """Who signed, for each party that somebody signed for."""
        given = self.cleaned_data
        return {one: given[one.value] for one in self.parties if given[one.value].strip()}


class AnswerForm(forms.Form):
    """Yes or no to the words that were read."""

    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="May we use your numbers?",
        choices=[("yes", "Yes, you may use them"), ("no", "No, leave them out")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say yes or no. Both are fine"},
    )
