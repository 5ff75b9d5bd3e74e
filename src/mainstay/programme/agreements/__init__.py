"""What an office, a support unit and a practice agree before they work together."""
