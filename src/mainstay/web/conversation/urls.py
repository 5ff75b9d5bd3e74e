from django.urls import path

from mainstay.web.conversation import views

urlpatterns = [
    path("", views.conversation, name="conversation"),
    path("begin/", views.begin, name="begin-conversation"),
    path("answer/", views.answer, name="save-answer"),
    path("share/", views.share, name="share-conversation"),
    path("decision/", views.decision, name="decision"),
]
