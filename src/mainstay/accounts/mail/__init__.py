"""Mail that leaves: an outbox in the records, and a worker that empties it."""
