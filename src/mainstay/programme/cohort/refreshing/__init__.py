"""The list looked at again: a later day's figures beside the cohort that was settled."""
