"""The register of a programme's risks and dependencies."""
