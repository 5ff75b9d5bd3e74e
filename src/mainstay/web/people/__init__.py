"""Signing in, and who is who."""
