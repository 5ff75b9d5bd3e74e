from django.urls import path

from mainstay.web.wording import views

urlpatterns = [
    path("<int:number>/leads/", views.leads, name="leads"),
    path("<int:number>/wording/", views.wordings, name="wordings"),
    path("<int:number>/wording/<str:form>/", views.wording, name="wording"),
]
