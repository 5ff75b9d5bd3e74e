"""A statement that a made-up office adds, for the tests."""

OURS = {
    "words": "We know whom to call when a colleague is ill.",
    "why": "One call in the morning saves a day of muddle.",
    "need": "physical",
    "theme": "people",
    "ability": "respond",
    "steps": [
        "Each time somebody asks around for help.",
        "One of us keeps a list at home.",
        "The list hangs in the office.",
        "Whoever opens up calls the first on the list.",
    ],
    "support": ["workforce"],
}


def other(words: str) -> dict:
    return {**OURS, "words": words}
