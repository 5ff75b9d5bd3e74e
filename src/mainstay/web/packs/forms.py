"""What is asked of who issues a data pack."""

from django import forms


class IssueForm(forms.Form):
    """Which day's figures; and what the person looked at, so that nothing else is issued."""

    which = forms.ChoiceField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, days, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = days
