"""What people are asked when they invite somebody and when they accept."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from mainstay.accounts.models import Organisation, Person
from mainstay.accounts.roles import ROLES, Kind, Role


class SignInForm(LoginForm):
    """Named in settings.ACCOUNT_FORMS. The page itself has the link for a forgotten password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address, like name@example.com",
        },
    )
    role = forms.ChoiceField(
        label="What they do here",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they do here"},
    )

    def __init__(self, organisation: Organisation, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        roles = ROLES[Kind(organisation.kind)]
        self.fields["role"].choices = [(one.value, one.label) for one in roles]

    def role_chosen(self) -> Role:
        return Role(self.cleaned_data["role"])


class AcceptForm(forms.Form):
    """A new person's name and password."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    password = forms.CharField(
        label="A password",
        help_text="At least 12 characters. Three words in a row are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )

    def __init__(self, email: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if password := given.get("password"):
            person = Person(email=self.email, name=given.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given
