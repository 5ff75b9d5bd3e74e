from django.urls import path

from mainstay.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
]
