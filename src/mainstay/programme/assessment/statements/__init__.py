"""Statements that an office adds to the framework."""
