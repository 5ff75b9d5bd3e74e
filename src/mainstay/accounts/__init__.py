"""People, the organisations they belong to, their roles, and the record of what they did."""
