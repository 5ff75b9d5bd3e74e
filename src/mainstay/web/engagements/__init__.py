"""A practice's journey, as each side of it sees it."""
