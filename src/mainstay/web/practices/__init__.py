"""A practice: why it stands where it does, its charts and its pack."""
