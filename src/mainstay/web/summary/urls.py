from django.urls import path

from mainstay.web.summary import views

urlpatterns = [
    path("<int:number>/summary/", views.summary, name="summary"),
]
