from django.urls import path

from mainstay.web.indicators import views

urlpatterns = [
    path("", views.indicator_list, name="indicators"),
    path("<slug:indicator_id>.csv", views.indicator_csv, name="indicator-csv"),
    path("<slug:indicator_id>/<slug:kind>.svg", views.chart, name="indicator-chart"),
    path("<slug:indicator_id>", views.indicator, name="indicator"),
]
