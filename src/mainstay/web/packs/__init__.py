"""The data pack of a journey: previewed, issued, read."""
