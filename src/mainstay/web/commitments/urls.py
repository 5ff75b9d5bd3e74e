from django.urls import path

from mainstay.web.commitments import views

urlpatterns = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/<int:commitment>/", views.say, name="say-of-commitment"),
]
