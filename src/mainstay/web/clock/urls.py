from django.urls import path

from mainstay.web.clock import views

urlpatterns = [
    path("<int:number>/time-to-help/", views.time_to_help, name="time-to-help"),
    path("<int:number>/time-to-help.csv", views.time_to_help_csv, name="time-to-help-csv"),
    path(
        "<int:number>/time-to-help/<str:milestone>.svg",
        views.time_to_help_chart,
        name="time-to-help-chart",
    ),
]
