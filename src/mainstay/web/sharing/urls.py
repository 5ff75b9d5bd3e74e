from django.urls import path

from mainstay.web.sharing import themes, views

ROUND = "self-assessment/rounds/<int:number>/sharing/"
WITH = f"{ROUND}<int:selection>/<slug:audience>/"

urlpatterns = [
    path(ROUND, views.sharing, name="sharing"),
    path(f"{WITH}share/", views.share, name="share"),
    path(f"{WITH}stop/", views.stop, name="stop-sharing"),
    path("programmes/<int:number>/themes/", themes.themes, name="themes"),
]
