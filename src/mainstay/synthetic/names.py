"""Names of places that do not exist: a small grammar, checked against the real names in tests."""

from collections.abc import Sequence

import numpy as np

_FIRST = (
    "Quill", "Thrand", "Velm", "Osk", "Zell", "Brund", "Fenk", "Gorl", "Hask", "Ivel", "Jorr",
    "Krell", "Lomb", "Mord", "Nask", "Orv", "Plin", "Rusk", "Skarl", "Tolv", "Ulm", "Vask",
    "Wrel", "Yarl", "Zann", "Drosk", "Eldr", "Frisk", "Glim", "Hurl", "Jask", "Klem", "Lurg",
    "Mirk", "Norv", "Ombr", "Prask", "Quorr", "Rilv", "Sund", "Trell", "Umbr", "Vorl", "Wisk",
    "Yond", "Zurl", "Brelk", "Dulv",
)  # fmt: skip
_LAST = (
    "avane", "ebrack", "imoor", "odune", "ustow", "aghast", "enfold", "isquay", "orwick",
    "umbray", "amble", "erskine", "iswade", "ovanger", "undale", "axholt", "ebury", "ingfleet",
    "otarn", "uckmere", "anstrand", "elgarth", "issound", "orreth",
)  # fmt: skip
_STREETS = ("Lane", "Road", "Street", "Rise", "Walk", "Green", "Wharf", "Parade")
_PRACTICES = (
    "Surgery", "Medical Centre", "Health Centre", "Medical Practice", "Group Practice",
    "Family Practice", "Medical Group", "Primary Care Centre",
)  # fmt: skip


def places(count: int, rng: np.random.Generator) -> list[str]:
    """`count` different names of places; past the grammar's reach they gain a direction."""
    plain = [first + last for first in _FIRST for last in _LAST]
    names = [plain[index] for index in rng.permutation(len(plain))]
    for direction in ("North", "South", "East", "West", "Upper", "Lower"):
        if len(names) >= count:
            break
        names += [f"{direction} {name}" for name in names[: len(plain)]]
    return names[:count]


def practices(place: Sequence[str], rng: np.random.Generator) -> list[str]:
    """A different name for each practice, from the place or a street of the place."""
    stems = places(len(_FIRST) * len(_LAST), rng)
    seen: set[str] = set()
    return [_practice(name, stems, rng, seen) for name in place]


def _practice(place: str, stems: Sequence[str], rng: np.random.Generator, seen: set[str]) -> str:
    kinds = rng.permutation(len(_PRACTICES))
    if rng.random() < 0.3:
        for kind in kinds[:2]:
            if (name := f"{place} {_PRACTICES[kind]}") not in seen:
                seen.add(name)
                return name
    while True:
        stem = stems[int(rng.integers(len(stems)))]
        name = f"{stem} {_STREETS[int(rng.integers(len(_STREETS)))]} {_PRACTICES[kinds[0]]}"
        if name not in seen:
            seen.add(name)
            return name


def streets(count: int, rng: np.random.Generator) -> list[str]:
    """Lines of an address: a number and a street that does not exist."""
    stems = places(len(_FIRST) * len(_LAST), rng)
    numbers = rng.integers(1, 240, count)
    kinds = rng.integers(len(_STREETS), size=count)
    picks = rng.integers(len(stems), size=count)
    return [
        f"{number} {stems[pick]} {_STREETS[kind]}"
        for number, pick, kind in zip(numbers, picks, kinds, strict=True)
    ]


def postcodes(count: int, rng: np.random.Generator) -> list[str]:
    """Postcodes in the area ZZ, which Royal Mail does not use."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    districts = rng.integers(1, 100, count)
    sectors = rng.integers(0, 10, count)
    units = rng.integers(len(letters), size=(count, 2))
    return [
        f"ZZ{district} {sector}{letters[one]}{letters[two]}"
        for district, sector, (one, two) in zip(districts, sectors, units, strict=True)
    ]
