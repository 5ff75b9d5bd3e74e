from allauth.account import views as account
from django.urls import path, re_path

from mainstay.web.people import views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", account.signup, name="account_signup"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("address/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    path("address/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("you/", views.you, name="you"),
    path("you/sign-out-elsewhere/", views.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("you/password/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("organisations/<int:number>/people/", views.people, name="people"),
    path("organisations/<int:number>/log/", views.log, name="log"),
    path("organisations/<int:number>/readers/", views.readers, name="readers"),
    path("memberships/<int:number>/end/", views.end_membership, name="end-membership"),
    path("invitations/<int:number>/withdraw/", views.withdraw_invitation, name="withdraw"),
    path("invitation/<str:secret>/", views.invitation, name="invitation"),
]
