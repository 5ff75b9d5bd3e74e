"""The letters to the practices of a cohort."""
