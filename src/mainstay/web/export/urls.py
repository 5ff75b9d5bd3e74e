from django.urls import path

from mainstay.web.export import views

urlpatterns = [
    path("<int:number>/export/", views.export, name="export"),
    path("<int:number>/export/<str:form>/", views.download, name="export-file"),
]
