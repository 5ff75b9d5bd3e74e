"""One module a publication: what files it would have put out, and how each is written."""
