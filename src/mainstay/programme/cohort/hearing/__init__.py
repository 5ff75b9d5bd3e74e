"""What is said of a practice beside its figures: by itself, by others and among colleagues."""
