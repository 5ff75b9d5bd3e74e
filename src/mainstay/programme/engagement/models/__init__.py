"""What is recorded on a practice's journey."""

from mainstay.programme.engagement.models.journey import Step
from mainstay.programme.engagement.models.risks import Risk, RiskVersion

__all__ = ["Risk", "RiskVersion", "Step"]
