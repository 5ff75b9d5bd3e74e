"""Look for times of visits beside the pages: asked for, made by a worker, kept."""
