from django.urls import path

from mainstay.web.burden import views

urlpatterns = [
    path("engagements/<int:number>/time/", views.time, name="time"),
    path("programmes/<int:number>/time/", views.programme_time, name="programme-time"),
]
