"""A made-up England in the publishers' own layouts, for the demonstration, tests and benchmarks.

Every name, code and number is invented; what is real is how they hang together (parameters/).
"""

from mainstay.synthetic.filing import SyntheticFile
from mainstay.synthetic.synthesis import synthesise

__all__ = ["SyntheticFile", "synthesise"]
