"""Which levels of need the support of a programme reaches."""
