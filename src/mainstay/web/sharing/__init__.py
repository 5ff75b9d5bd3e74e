"""What a practice shares of its self-assessment, and what is counted of many."""
