"""Pages. A folder for each journey: views, presenters, addresses and templates."""
