"""What is looked at each minute, and told to whom it concerns.

Each is called by every worker, so it must tell by a key: what was told is not told again. It should
ask the records one short question, for most minutes bring nothing. The digests come last, so that
what is found in the morning is in the morning's mail.
"""

from collections.abc import Callable
from datetime import datetime

from mainstay.accounts.notices.digests import make_digests
from mainstay.programme.assessment.reminding.sweeping import remind as remind_of_rounds
from mainstay.programme.engagement.requests.telling import remind as remind_of_requests
from mainstay.programme.sharing.counting import count_practices
from mainstay.programme.support.asking.telling import remind as remind_of_support

Reminder = Callable[[datetime], None]
REMINDERS: tuple[Reminder, ...] = (
    remind_of_requests,
    remind_of_support,
    remind_of_rounds,
    count_practices,
    make_digests,
)
