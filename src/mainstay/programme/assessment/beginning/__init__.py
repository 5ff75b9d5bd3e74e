"""What a practice begins with, by its own choice; where it makes none, the rule's stands."""
