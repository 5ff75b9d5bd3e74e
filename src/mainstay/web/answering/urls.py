from django.urls import path

from mainstay.web.answering import views

urlpatterns = [
    path("<str:link>/", views.start, name="answer"),
    path("<str:link>/keep/", views.keep, name="answer-keep"),
    path("<str:link>/<slug:need>/", views.one_need, name="answer-need"),
]
