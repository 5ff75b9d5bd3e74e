"""Requests for information: asked of a practice only where nobody holds it already."""
