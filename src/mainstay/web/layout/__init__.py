"""The frame of every page: what was asked, what is held, links, errors."""
