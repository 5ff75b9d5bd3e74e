"""What the command, the pages and a notebook all ask."""

from mainstay.library.home import Home
from mainstay.library.known import Known, MatrixTable

__all__ = ["Home", "Known", "MatrixTable"]
