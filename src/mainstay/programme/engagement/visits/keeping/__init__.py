"""What people keep for bookings: their days, and the address of their calendar."""
