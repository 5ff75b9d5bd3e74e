"""What is recorded on a practice's journey."""

from mainstay.programme.engagement.models.journey import Step

__all__ = ["Step"]
