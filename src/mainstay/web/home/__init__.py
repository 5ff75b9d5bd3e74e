"""The front page: search, areas and what data are held."""
