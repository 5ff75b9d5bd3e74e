"""What is asked of a practice about its time."""

from django import forms

from mainstay.programme.engagement.burden.actions import MOST


class TimeForm(forms.Form):
    """How long one thing took."""

    line = forms.CharField(max_length=40, widget=forms.HiddenInput)
    minutes = forms.IntegerField(
        label="Minutes that it took",
        min_value=0,
        max_value=MOST,
        error_messages={
            "required": "Enter the minutes that it took",
            "invalid": "Enter a number of minutes",
            "min_value": "Enter minutes, from 0 to 1,440",
            "max_value": "Enter minutes, from 0 to 1,440",
        },
    )
