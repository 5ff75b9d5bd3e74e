"""The provider or the office answers a request, starts, finishes, and keeps the line fair."""
