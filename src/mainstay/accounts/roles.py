"""Which roles there are, at which kind of organisation, and who may give them."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an organisation is to a programme."""

    OFFICE = "office", "Local office"
    SUPPORT_UNIT = "support-unit", "Support unit"
    PRACTICE = "practice", "Practice"
    PARTNER = "partner", "Delivery partner"
    STEERING_GROUP = "steering-group", "Steering group"


class Role(TextChoices):
    """What a person does for an organisation."""

    OFFICE_LEAD = "office-lead", "Office lead"
    OFFICE_MEMBER = "office-member", "Office member"
    AUDITOR = "auditor", "Auditor"
    PROGRAMME_MANAGER = "programme-manager", "Programme manager"
    CHANGE_MANAGER = "change-manager", "Change manager"
    ANALYST = "analyst", "Analyst"
    PRACTICE_LEAD = "practice-lead", "Practice lead"
    PRACTICE_STAFF = "practice-staff", "Practice staff"
    PARTNER = "partner", "Delivery partner"
    STEERING_GROUP = "steering-group", "Steering group member"


ROLES: dict[Kind, tuple[Role, ...]] = {
    Kind.OFFICE: (Role.OFFICE_LEAD, Role.OFFICE_MEMBER, Role.AUDITOR),
    Kind.SUPPORT_UNIT: (Role.PROGRAMME_MANAGER, Role.CHANGE_MANAGER, Role.ANALYST),
    Kind.PRACTICE: (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF),
    Kind.PARTNER: (Role.PARTNER,),
    Kind.STEERING_GROUP: (Role.STEERING_GROUP,),
}

# Partners and steering groups have nobody who leads them here: the command invites their people.
LEADS: dict[Kind, Role] = {
    Kind.OFFICE: Role.OFFICE_LEAD,
    Kind.SUPPORT_UNIT: Role.PROGRAMME_MANAGER,
    Kind.PRACTICE: Role.PRACTICE_LEAD,
}

OWN_PRACTICE_ONLY = (Role.PRACTICE_LEAD, Role.PRACTICE_STAFF)
# Partners see the practices they help, and a steering group sees sums.
WORKS_WITH_THE_ORDER = (
    *ROLES[Kind.OFFICE],
    *ROLES[Kind.SUPPORT_UNIT],
)
