"""An area: its practices in the support matrix."""
