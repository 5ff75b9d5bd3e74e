"""Which rows of a long table a page shows."""

from dataclasses import dataclass

from django.http import HttpRequest

ROWS = 50
NEAR = 1


@dataclass(frozen=True)
class Place:
    """Page `number` of `pages`, of a table of `rows`."""

    number: int
    rows: int
    size: int = ROWS

    @property
    def pages(self) -> int:
        return max(1, -(-self.rows // self.size))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return min(self.rows, self.start + self.size)

    @property
    def shown(self) -> list[int | None]:
        """First, last and those near; None where some are left out."""
        near = range(self.number - NEAR, self.number + NEAR + 1)
        wanted = sorted({1, self.pages, *near} & set(range(1, self.pages + 1)))
        found: list[int | None] = []
        for number in wanted:
            if found and found[-1] is not None and number - found[-1] > 1:
                found.append(None)
            found.append(number)
        return found


@dataclass(frozen=True)
class Sort:
    key: str
    descending: bool


def place(request: HttpRequest, rows: int, size: int = ROWS) -> Place:
    """The page asked for, kept within what there is."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    last = Place(1, rows, size).pages
    return Place(min(max(number, 1), last), rows, size)


def sort(request: HttpRequest, keys: tuple[str, ...], first: str) -> Sort:
    """The column asked for if there is one of that name, else the first."""
    key = request.GET.get("sort", first)
    if key not in keys:
        return Sort(first, descending=False)
    return Sort(key, descending=request.GET.get("dir") == "desc")
