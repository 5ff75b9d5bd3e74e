"""What a practice lets others see of its self-assessment, and what is counted of many."""
