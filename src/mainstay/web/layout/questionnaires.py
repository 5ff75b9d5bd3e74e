"""A form of any questionnaire. Each answer carries the version that its writer had before them."""

import hashlib
from collections.abc import Iterable, Mapping

from django import forms

from mainstay.terms.questionnaires import Kind, Question

MOST_LETTERS = 20_000


class QuestionnaireForm(forms.Form):
    """A field a question, with two hidden ones beside it: `ID-seen` and `ID-before`.

    `answers`: the words and version of each question that has any. `before` is a fingerprint of the
    words as the page showed them, so that what a person left alone is not taken for their writing.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        answers: Mapping[str, tuple[str, int]],
        *args,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for one in self.questions:
            words, version = answers.get(one.id, ("", 0))
            self.fields[one.id] = field_for(one)
            self.fields[f"{one.id}-seen"] = forms.IntegerField(widget=forms.HiddenInput)
            self.fields[f"{one.id}-before"] = forms.CharField(
                widget=forms.HiddenInput, required=False
            )
            self.initial |= {one.id: words, f"{one.id}-seen": version}
            self.initial[f"{one.id}-before"] = fingerprint(words)

    def shown(self) -> list[tuple[Question, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each question with its field and the two hidden ones."""
        return [
            (one, self[one.id], self[f"{one.id}-seen"], self[f"{one.id}-before"])
            for one in self.questions
        ]

    def written(self) -> list[tuple[Question, str, int]]:
        """What the person changed: the question, the words, and the version they had seen."""
        given = self.cleaned_data
        return [
            (one, _plain(given.get(one.id)), given[f"{one.id}-seen"])
            for one in self.questions
            if one.id in given
            and fingerprint(_plain(given[one.id])) != given.get(f"{one.id}-before")
        ]


def field_for(question: Question) -> forms.Field:
    """The field that takes an answer; none is required, so that half a record can be kept."""
    more = {"label": question.text, "help_text": question.help, "required": False}
    if question.kind is Kind.CHOICE:
        choices = list(question.options.items())
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **more)
    if question.kind is Kind.DAY:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, error_messages={"invalid": "Enter a day"}, **more)
    return forms.CharField(
        max_length=MOST_LETTERS, widget=forms.Textarea({"rows": question.rows}), **more
    )


def fingerprint(words: str) -> str:
    return hashlib.sha256(_plain(words).encode()).hexdigest()[:16]


def _plain(value: object) -> str:
    """An answer as it is kept: one way to end a line, nothing after the last word."""
    return str(value or "").replace("\r\n", "\n").rstrip()
