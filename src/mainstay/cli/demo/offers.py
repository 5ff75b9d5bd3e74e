"""What is on offer in the demo. Nobody in it is real."""

from mainstay.accounts.models import Organisation
from mainstay.programme.support.offers.told import Told
from mainstay.programme.support.states import Payer


def manager(partner: Organisation) -> Told:
    return Told(
        name="A practice manager for six weeks", provider="Helping Hands Partners (made up)",
        partner=partner, kind="practice-management",
        words="A manager who knows the work joins yours for two days a week, for six weeks.",
        statements=["pay-and-profit"], themes=["leadership"],
        domains=["workforce", "investment-and-finance"],
        who="", places=1, cost="£6,000, which the programme pays", payer=Payer.OFFICE, days=14,
        contact="Hal Stone (hal@demo.example.org)",
    )  # fmt: skip


def letters(partner: Organisation) -> Told:
    return Told(
        name="Letters sorted by the office team", provider="Helping Hands Partners (made up)",
        partner=partner, kind="training",
        words="Two afternoons of training, so that doctors see only the letters they need to.",
        statements=["right-work"], themes=["skills"], domains=["workload"], who="", places=None,
        cost="", payer=Payer.NOBODY, days=21, contact="Hal Stone (hal@demo.example.org)",
    )  # fmt: skip


def figures(unit: Organisation) -> Told:
    return Told(
        name="Your figures, talked through", provider="Anyshire support unit (made up)",
        partner=unit, kind="analysis",
        words="An analyst looks at one question of yours, and brings the answer to a meeting.",
        statements=["appointments-reviewed"], themes=["data"], domains=["workload"], who="",
        places=3, cost="", payer=Payer.NOBODY, days=10,
        contact="Gwen Pike (gwen@demo.example.org)",
    )  # fmt: skip


def coaching() -> Told:
    return Told(
        name="A coach for partners", provider="Four coaches of the area (made up)", partner=None,
        kind="coaching", words="Six talks of an hour with somebody who has led a practice.",
        statements=[], themes=["leadership", "people"], domains=["workforce"],
        who="Partners and managers", places=4, cost="", payer=Payer.OFFICE, days=7,
        contact="Ben Okoro (ben@demo.example.org)",
    )  # fmt: skip


def lease() -> Told:
    return Told(
        name="Advice on your lease", provider="A surveyor of the area (made up)", partner=None,
        kind="specialist-advice",
        words="A surveyor reads your lease, and explains it to the partners in an hour.",
        statements=[], themes=["money"], domains=["infrastructure"],
        who="Practices that do not own their building", places=None, cost="£400",
        payer=Payer.SHARED, days=30, contact="Ben Okoro (ben@demo.example.org)",
    )  # fmt: skip


def nurses() -> Told:
    return Told(
        name="Nurses shared with neighbours", provider="Anyshire training hub (made up)",
        partner=None, kind="workforce",
        words="Two nurses work at several practices. Each has them on fixed days.",
        statements=["people-stay"], themes=["people", "together"], domains=["new-care-models"],
        who="", places=2, cost="£180 a day", payer=Payer.PRACTICE, days=45,
        contact="Ada Marsh (ada@demo.example.org)",
    )  # fmt: skip


CHANGED = (
    "The rota is made six weeks ahead now.",
    "Bills are paid on time, and we know what is left.",
    "Our manager has somebody to ring.",
)
URGENT = "Their manager left this week, and nobody can pay the wages."
MISSING = (
    ("people", "A pharmacist for one day a week. We can pay half."),
    ("people", "Somebody for the front desk while ours is ill."),
    ("safety", "Help with a plan for a day without computers."),
)
NO = "All of our coaches are taken until spring."
