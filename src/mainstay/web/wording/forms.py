"""What is asked of those who name a programme's leads, or write its agreements."""

from collections.abc import Sequence

from django import forms

from mainstay.terms.agreements import Clause

MORE = 1  # empty parts at the end, to add to the text


class LeadForm(forms.Form):
    """Who answers for the programme, and how to reach them."""

    person = forms.ModelChoiceField(
        None, label="Who", empty_label="Choose somebody", error_messages={"required": "Choose who"}
    )
    telephone = forms.CharField(
        label="Telephone (you may leave this out)",
        help_text="Practices see it beside the e-mail address.",
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, people, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class WordingForm(forms.Form):
    """A text in parts, each a heading and its lines. A part that is emptied goes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    parts = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=60)
    why = forms.CharField(
        label="What you changed, and why",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what you changed and why"},
    )

    def __init__(self, data=None, *, clauses: Sequence[Clause] = (), seen: int = 0) -> None:
        count = len(clauses) + MORE if data is None else _count(data)
        initial: dict[str, object] = {"seen": seen, "parts": count}
        for place, one in enumerate(clauses):
            initial |= {f"heading-{place}": one.heading, f"text-{place}": "\n\n".join(one.lines)}
        super().__init__(data, initial=initial)
        self.count = count
        for place in range(count):
            self._add(place)
        self.move_to_end("why")

    def _add(self, place: int) -> None:
        self.fields[f"heading-{place}"] = forms.CharField(
            label=f"Heading of part {place + 1}", required=False, max_length=200
        )
        self.fields[f"text-{place}"] = forms.CharField(
            label=f"Text of part {place + 1}",
            required=False,
            widget=forms.Textarea({"rows": 8}),
        )

    def move_to_end(self, name: str) -> None:
        self.fields[name] = self.fields.pop(name)

    def clauses(self) -> list[Clause]:
        """The parts that hold anything; every line that is not empty is one of the text."""
        made = []
        for place in range(self.count):
            heading = self.cleaned_data[f"heading-{place}"].strip()
            text = self.cleaned_data[f"text-{place}"]
            lines = tuple(line.strip() for line in text.splitlines() if line.strip())
            if heading or lines:
                made.append(Clause(heading, lines))
        return made


def _count(data) -> int:
    """How many parts were sent; a number that is none of ours counts as one."""
    given = str(data.get("parts", ""))
    return min(max(int(given), 1), 60) if given.isdecimal() and len(given) < 4 else 1
