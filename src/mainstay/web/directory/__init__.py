"""Signing in by an organisation's own directory (OpenID Connect)."""
