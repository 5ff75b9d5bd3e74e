"""What an office is asked of a statement of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mainstay.terms.frameworks import STEPS, Framework
from mainstay.web.layout.fields import Typed


class OwnForm(forms.Form):
    """A statement: its words, why it matters, its place, its four steps and what helps."""

    words = Typed(
        label="The statement",
        help_text="Something that a team can say of itself. Begin with “We” or “Our”.",
        max_length=200,
        error_messages={"required": "Write the statement"},
    )
    why = Typed(
        label="Why it matters",
        help_text="A sentence or two. Whoever answers can open it.",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why it matters"},
    )
    need = forms.ChoiceField(
        label="Its level of the triangle", error_messages={"required": "Choose a level"}
    )
    theme = forms.ChoiceField(label="Its theme", error_messages={"required": "Choose a theme"})
    ability = forms.ChoiceField(
        label="What a team shows by it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what a team shows by it"},
    )
    support = forms.MultipleChoiceField(
        label="Kinds of support that help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, framework: Framework, kinds: Sequence[tuple[str, str]], *args, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [
            ("", "Choose"),
            *((one.id, f"{one.name}: {one.plain_name}") for one in framework.needs),
        ]
        self.fields["theme"].choices = [("", "Choose"), *framework.themes.items()]
        self.fields["ability"].choices = [
            (one.value, words) for one, words in framework.abilities.items()
        ]
        self.fields["support"].choices = kinds
        for place, name in enumerate(framework.scale, start=1):
            self.fields[f"step_{place}"] = _step(place, name)
        names = ["words", "why", *_steps(), "need", "theme", "ability", "support", "seen"]
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        """Four steps that somebody can tell apart."""
        given = [self.cleaned_data.get(name) for name in _steps()]
        if all(given) and len(set(given)) < STEPS:
            self.add_error(f"step_{STEPS}", "Two steps say the same. Make each its own")
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        """The statement as a framework's record has it."""
        names = ("words", "why", "need", "theme", "ability", "support")
        given = {name: self.cleaned_data[name] for name in names}
        return {**given, "steps": [self.cleaned_data[name] for name in _steps()]}


class SeenForm(forms.Form):
    """The edition that somebody had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def as_typed(held) -> dict[str, Any]:
    """A statement as its form has it."""
    record = held.edition.record
    steps = dict(zip(_steps(), record["steps"], strict=True))
    return {**record, **steps, "seen": held.edition.pk}


def _step(place: int, name: str) -> forms.CharField:
    return Typed(
        label=f"Step {place}: {name}",
        called=f"Step {place}",
        help_text="What would a colleague see?" if place == 1 else "",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": f"Say what a colleague would see at step {place}"},
    )


def _steps() -> list[str]:
    return [f"step_{place}" for place in range(1, STEPS + 1)]
