from django.urls import path

from mainstay.web.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="notices-read"),
    path("notices/mail/", views.by_mail, name="notices-mail"),
    path("notices/<int:number>/open/", views.open_notice, name="notice-open"),
    path("organisations/<int:number>/mail/", views.trouble, name="mail-trouble"),
]
