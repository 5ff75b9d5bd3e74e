from django.urls import path

from mainstay.web.practices import views

urlpatterns = [
    path("<str:code>", views.practice, name="practice"),
    path("<str:code>/figures.csv", views.figures_csv, name="practice-csv"),
    path("<str:code>/pack.<str:kind>", views.pack, name="pack"),
    path("<str:code>/charts/<slug:indicator_id>.svg", views.chart, name="practice-chart"),
    path("<str:code>/history/<slug:indicator_id>", views.history, name="practice-history"),
]
