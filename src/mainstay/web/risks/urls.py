from django.urls import path

from mainstay.web.risks import views

urlpatterns = [
    path("<int:number>/risks/", views.risks, name="risks"),
    path("<int:number>/risks/new/", views.new_risk, name="new-risk"),
    path("<int:number>/risks/<int:risk>/", views.risk, name="risk"),
    path("<int:number>/risks/<int:risk>/settle/", views.settle, name="settle-risk"),
]
