"""The text that an office keeps of a template."""
