"""What other practices say of themselves, for one that lets itself be counted among them."""

from mainstay.analysis.among import Among
from mainstay.programme.sharing.queries import among, last_count, places


def others(found) -> tuple[object, Among] | None:
    """The newest count of a programme in which the practice is counted, and what it says."""
    held = last_count(places(found.practice))
    return (held, among(held)) if held else None
