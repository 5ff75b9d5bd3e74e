from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from mainstay.web.second_step import views

MINE = "you/second-step/"
AGAIN = "sign-in/again/"

urlpatterns = [
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(f"{AGAIN}code/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path(f"{AGAIN}passkey/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path(MINE, views.Index.as_view(), name="mfa_index"),
    path(f"{MINE}codes/", views.SetUpCodes.as_view(), name="mfa_activate_totp"),
    path(f"{MINE}codes/remove/", views.RemoveCodes.as_view(), name="mfa_deactivate_totp"),
    path(f"{MINE}passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        f"{MINE}passkeys/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(f"{MINE}recovery/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        f"{MINE}recovery/new/",
        views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
