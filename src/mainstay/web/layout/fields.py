"""Fields that say in plain words what is wrong with what was typed."""

from django import forms

LEFT_OUT = " (you may leave this out)"


class Typed(forms.CharField):
    """So many letters at most. Whoever writes more reads of which field, and how many it takes.

    `called`: the field's name in that sentence, where it is not its label.
    """

    def __init__(self, *, label: str, max_length: int, called: str = "", **more) -> None:
        told = {"max_length": too_long(called or label, max_length)}
        errors = {"error_messages": told | more.pop("error_messages", {})}
        super().__init__(label=label, max_length=max_length, **errors, **more)


def too_long(name: str, most: int) -> str:
    """What is said; how many letters there are is filled in by the field."""
    named = name.removesuffix(LEFT_OUT).replace("%", "%%")
    return f"{named}: use {most:,} letters or fewer. It has %(show_value)d."
