"""An indicator: every practice on one measure."""
