"""How hard a text is to read: the grade of Flesch and Kincaid, counted without a dictionary.

Syllables are taken to be groups of vowels as they are spoken. `UNUSUAL` holds the words that this
gets wrong, and short forms that are said letter by letter.
"""

import re
from collections.abc import Iterable

UNUSUAL = {
    "beyond": 2, "cqc": 3, "diabetes": 4, "elsewhere": 2, "evenings": 2, "everybody": 4,
    "gp": 2, "gps": 2, "idea": 3, "ideas": 3, "nhs": 3, "pcn": 3, "physio": 3, "safety": 2,
    "several": 2, "somebody": 3, "something": 2, "trial": 2, "whoever": 3,
}  # fmt: skip
SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)es?$|(?<=[^aeiouylscgxzh])es$|(?<=[^td])ed$")


def grade(sentences: Iterable[str]) -> float:
    """The year of an American school that the text suits, from 1: age 6. Kincaid et al. 1975."""
    held = list(sentences)
    words = [word for one in held for word in words_of(one)]
    return 0.39 * len(words) / len(held) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences_of(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!:;])\s+", text.strip()) if words_of(one)]


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'’-]+", text)


def syllables(word: str) -> int:
    bare = word.lower()
    if bare in UNUSUAL:
        return UNUSUAL[bare]
    spoken = re.sub(r"(?<=[aeiouy])ing", "-ing", SILENT.sub("", bare))
    return len(re.findall(r"[aeiouy]+", spoken)) or 1
