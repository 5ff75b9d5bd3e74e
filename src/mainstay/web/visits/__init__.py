"""Visits: find times, say yes to them, and keep one's days and calendar."""
