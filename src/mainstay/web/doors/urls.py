from django.urls import path

from mainstay.web.doors import views

urlpatterns = [
    path("<int:number>/<str:token>/", views.door, name="door"),
]
