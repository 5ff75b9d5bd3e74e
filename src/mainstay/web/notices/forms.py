"""How one wants to be told, and up to when one has read."""

from django import forms

from mainstay.accounts.notices.models import Telling


class TellingForm(forms.Form):
    """How much comes by mail."""

    telling = forms.ChoiceField(
        label="What should come by mail?",
        help_text="Everything is on this site as well. Invitations and new passwords always come.",
        widget=forms.RadioSelect,
        choices=Telling.choices,
        error_messages={"required": "Choose what should come by mail"},
    )


class ReadForm(forms.Form):
    """The moment that the page was made."""

    until = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])
