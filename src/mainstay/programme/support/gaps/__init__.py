"""What practices need and nobody offers."""
