from django.urls import path

from mainstay.web.engagements import views

urlpatterns = [
    path("", views.engagements, name="engagements"),
    path("<int:number>/", views.engagement, name="engagement"),
    path("<int:number>/move/", views.move, name="move"),
    path("<int:number>/history/", views.history, name="engagement-history"),
    path("<int:number>/practice-lead/", views.practice_lead, name="nominate-practice-lead"),
    path("<int:number>/change-manager/", views.change_manager, name="nominate-change-manager"),
]
