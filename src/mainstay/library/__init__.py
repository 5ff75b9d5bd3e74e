"""What the command, the pages and a notebook all ask."""

from typing import TYPE_CHECKING, Any

from mainstay.library.home import Home

if TYPE_CHECKING:
    from mainstay.library.known import Known
    from mainstay.library.questions import MatrixTable

__all__ = ["Home", "Known", "MatrixTable"]


def __getattr__(name: str) -> Any:
    """Known and MatrixTable when first asked for: the statistics behind them are slow to load."""
    if name in ("Known", "MatrixTable"):
        from mainstay.library import known

        return getattr(known, name)
    raise AttributeError(name)
