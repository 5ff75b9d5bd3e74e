"""Ways in to the demo: a link that works once, and only where every record is made up."""
