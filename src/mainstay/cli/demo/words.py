"""Who is in the demo and what they say. Nobody in it is real."""

from dataclasses import dataclass

from mainstay.accounts.roles import Kind, Role
from mainstay.programme.engagement.risks.words import Sort

PASSWORD = "three plain words"
DOMAIN = "demo.example.org"
PROGRAMME = "Resilience programme (made up)"
VISION = "Practices that can look after their patients and themselves, and choose their own future."
ORGANISATIONS = {
    Kind.OFFICE: "Anyshire local office (made up)",
    Kind.SUPPORT_UNIT: "Anyshire support unit (made up)",
    Kind.PARTNER: "Helping Hands Partners (made up)",
    Kind.STEERING_GROUP: "Anyshire steering group (made up)",
}


@dataclass(frozen=True)
class Player:
    """Somebody of the demo, with a role at one of its organisations."""

    key: str
    name: str
    role: Role
    kind: Kind

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PLAYERS = (
    Player("ada", "Ada Marsh", Role.OFFICE_LEAD, Kind.OFFICE),
    Player("ben", "Ben Okoro", Role.OFFICE_MEMBER, Kind.OFFICE),
    Player("cleo", "Cleo Finch", Role.AUDITOR, Kind.OFFICE),
    Player("dev", "Dev Anand", Role.PROGRAMME_MANAGER, Kind.SUPPORT_UNIT),
    Player("elin", "Elin Rhys", Role.CHANGE_MANAGER, Kind.SUPPORT_UNIT),
    Player("femi", "Femi Cole", Role.CHANGE_MANAGER, Kind.SUPPORT_UNIT),
    Player("gwen", "Gwen Pike", Role.ANALYST, Kind.SUPPORT_UNIT),
    Player("hal", "Hal Stone", Role.PARTNER, Kind.PARTNER),
    Player("ines", "Ines Vale", Role.STEERING_GROUP, Kind.STEERING_GROUP),
)
LEADS = (
    "Joan Ash", "Karl Birch", "Lena Cedar", "Mo Damson", "Nia Elder", "Omar Fir", "Pia Gorse",
    "Quin Hazel", "Rosa Ivy", "Sam Juniper", "Tess Larch", "Una Maple", "Vic Nettle", "Wren Oak",
    "Xan Pine", "Yara Quince", "Zed Rowan", "Amy Sorrel", "Bo Thorn", "Cass Vine", "Dot Willow",
    "Eve Yew",
)  # fmt: skip
STAFF_NAME, STAFF_KEY = "Finn Reed", "finn"

JUDGED = {
    "high": (
        "Two partners left within a year, and nobody has taken their place.",
        "The team told us on two visits that it cannot go on like this.",
        "They have asked for help twice this year.",
    ),
    "medium": (
        "One partner retires next spring. A successor is being looked for.",
        "They meet other practices now and then.",
    ),
    "low": (
        "Partners and manager work well together.",
        "They lead the work of their network.",
    ),
}
OTHER_LEVEL = "I visited them in the summer. It is better than that."
CHOSEN = (
    "High on several criteria, and the team wants help.",
    "Vacancies for more than a year; support can change that.",
    "They asked for help, and the figures bear it out.",
)
PASSED_OVER = (
    "They get help from another scheme already.",
    "They are about to merge, and asked to wait.",
)
WITHDREW = "We have found help elsewhere, and wish you well."
GONE = "The practice has joined its neighbour."
NOT_NOW = "Two of three partners are away until spring. We will ask again then."
READY = "The whole team took part, and agreed where they want to be in three years."
DONE = "Every action of the plan is done. The practice runs itself again."
COMMENT = "This counts 300 students who left in June. We took them off the list in July."
ANSWER = "Thank you. Your comment stands beside the figure until the next count."
HELD = "The monthly workforce return has it."
NOT_HELD = "We looked, and we do not hold it."
REPLY = "Seven staff, two empty posts. Details by telephone."
HEARD = "Patients say that it is hard to get through by telephone on Mondays."
CHANGED = "The steering group has met, and the aims are agreed."
OBJECTIVES = (
    "Every practice has a plan of its own within a year.",
    "No practice closes without somebody having talked to it first.",
)
CONTACT = "Ada Marsh (ada@demo.example.org)"
CONVERSATION = {
    "took-part": "Both partners, the practice manager, two nurses, Elin Rhys",
    "where-now": "Two partners do the work of four. The team holds together.",
    "where-want": "A week in which nobody stays after seven.",
    "where-need": "More people who can see patients, and fewer letters for doctors.",
    "ready-to-change": "All but one. He wants to see numbers first.",
    "prepared-to-do": "An afternoon every other week, for three months.",
    "options": "A pharmacist shared with the neighbours. Letters sorted by the office staff.",
    "future-state": "Three years from now: four clinicians, one team, and time for training.",
    "change-accepted": "yes",
}
MOVED = "Femi is ill. We are sorry to move it at short notice."


@dataclass(frozen=True)
class Asking:
    """A practice that asks for support itself: who writes, what is hard, what would help."""

    name: str
    hard: str
    wanted: str


ASKED = (
    Asking(
        "Flo Yarrow",
        "Two nurses have left since spring. We cancel a clinic every week.",
        "Somebody who looks at our week with us.",
    ),
    Asking("Gil Aspen", "The last partner but one retires in eight weeks.", ""),
)
ASKED_ANSWER = "Thank you. Ben Okoro rings you this week. You are the first on the list of autumn."


@dataclass(frozen=True)
class RiskTold:
    """An entry of the register. `days`: until it is looked at again; below nought is late."""

    kind: Sort
    words: str
    cause: str
    effect: str
    likelihood: int
    impact: int
    owner: str
    response: str
    days: int


RISKS = (
    RiskTold(
        Sort.RISK, "A change manager leaves before spring.", "A fixed contract ends in March.",
        "Six practices would lose the person they know.", 3, 4, "Dev Anand",
        "A second change manager joins every visit from January.", 20,
    ),
    RiskTold(
        Sort.ISSUE, "Accounts of two practices have not come.", "Their accountants are late.",
        "Two data packs have gaps.", 5, 2, "Gwen Pike", "We rang both, and send a reminder.", -6,
    ),
    RiskTold(
        Sort.DEPENDENCY, "The office settles who pays for rooms.", "",
        "Conversations may be put off.", 2, 2, "Ben Okoro", "It is on the next agenda.", 45,
    ),
)  # fmt: skip

# What people write when they answer alone, and why a team agreed on an answer.
ALONE = (
    "Mondays are too much for two people on the phones.",
    "I like working here. I would like us to talk more.",
    "",
    "We said last year that we would write things down, and then we did not.",
    "",
    "The new rota helps.",
    "Nobody told us why the branch hours changed.",
)
REASONS_AGREED = (
    "Most of us see it so. The front desk sees it later than we do.",
    "We do it, but nobody would find it written down.",
    "Two of us do it always, the others when there is time.",
    "It has begun since the spring.",
    "We want to look at this again in half a year.",
)
OWN_STATEMENT = {
    "need": "social",
    "theme": "together",
    "words": "We know who to call when a neighbour practice closes for a day.",
    "why": "In this area practices stand in for each other, and patients must not be lost.",
    "steps": [
        "We would hear of it from patients.",
        "Some of us would know who to call.",
        "There is a list, and most of us know where it is.",
        "We have a plan with our neighbours, and have used it.",
    ],
    "ability": "respond",
    "support": ["joining-up"],
}
