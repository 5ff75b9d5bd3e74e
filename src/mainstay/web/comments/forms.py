"""What is asked of who comments, answers, or takes a comment back."""

from django import forms

MOST_LETTERS = 4000


class CommentForm(forms.Form):
    """Words on a figure; `seen` is the version of them that the person saw."""

    words = forms.CharField(
        label="What is wrong, or what it leaves out",
        help_text="Say how you know, and what the figure should be if you can tell.",
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Write what you want to say"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """An answer to a comment."""

    words = forms.CharField(
        label="Your answer",
        help_text="It stands beside the figure, under the comment. Your name does not.",
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Write your answer"},
    )


class WithdrawForm(forms.Form):
    """Why a comment is taken back."""

    reason = forms.CharField(
        label="Why",
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why you take it back"},
    )
