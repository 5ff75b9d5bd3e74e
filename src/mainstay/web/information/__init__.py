"""Ask for information, after looking whether it is held already, and answer."""
