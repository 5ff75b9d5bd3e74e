from django.urls import path

from mainstay.web.about import views

urlpatterns = [
    path("about", views.about, name="about"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("health", views.health, name="health"),
]
