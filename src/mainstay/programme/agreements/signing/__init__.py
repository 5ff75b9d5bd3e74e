"""Words are put to the parties, and signed here or on paper."""
