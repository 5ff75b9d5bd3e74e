from django.urls import path

from mainstay.web.map import views

urlpatterns = [path("", views.show, name="map")]
