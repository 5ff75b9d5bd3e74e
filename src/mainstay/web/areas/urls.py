from django.urls import path

from mainstay.web.areas import views

urlpatterns = [
    path("", views.areas, name="areas"),
    path("<str:code>.csv", views.area_csv, name="area-csv"),
    path("<str:code>/pack.<str:kind>", views.pack, name="area-pack"),
    path("<str:code>/compare", views.compare, name="compare"),
    path("<str:code>", views.area, name="area"),
]
