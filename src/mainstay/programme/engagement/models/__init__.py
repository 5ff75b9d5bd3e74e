"""What is recorded on a practice's journey."""

from mainstay.programme.engagement.models.burden import TimeTaken
from mainstay.programme.engagement.models.journey import Step
from mainstay.programme.engagement.models.requests import InformationRequest, Receipt
from mainstay.programme.engagement.models.risks import Risk, RiskVersion

__all__ = ["InformationRequest", "Receipt", "Risk", "RiskVersion", "Step", "TimeTaken"]
