"""What is recorded on a practice's journey."""

from mainstay.programme.engagement.models.answers import Answer, Response
from mainstay.programme.engagement.models.burden import TimeTaken
from mainstay.programme.engagement.models.comments import Comment, CommentVersion, Reply
from mainstay.programme.engagement.models.commitments import CommitmentWord
from mainstay.programme.engagement.models.decisions import Decision
from mainstay.programme.engagement.models.journey import Step
from mainstay.programme.engagement.models.packs import IssuedPack, PackEvent, PackFile
from mainstay.programme.engagement.models.requests import InformationRequest, Receipt
from mainstay.programme.engagement.models.risks import Risk, RiskVersion
from mainstay.programme.engagement.models.searches import VisitSearch
from mainstay.programme.engagement.models.visits import DayOff, Feed, Visit, VisitStep, WeekPart

__all__ = [
    "Answer",
    "Comment",
    "CommentVersion",
    "CommitmentWord",
    "DayOff",
    "Decision",
    "Feed",
    "InformationRequest",
    "IssuedPack",
    "PackEvent",
    "PackFile",
    "Receipt",
    "Reply",
    "Response",
    "Risk",
    "RiskVersion",
    "Step",
    "TimeTaken",
    "Visit",
    "VisitSearch",
    "VisitStep",
    "WeekPart",
]
