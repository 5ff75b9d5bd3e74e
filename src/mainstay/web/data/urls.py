from django.urls import path

from mainstay.web.data import views

urlpatterns = [
    path("", views.data, name="data"),
    path("joins", views.joins, name="joins"),
    path("<slug:publication_id>", views.publication, name="publication"),
]
