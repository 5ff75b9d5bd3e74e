"""Visits to a practice: wanted, proposed, offered, confirmed, held."""
