from django.urls import path

from mainstay.web.directory import views

urlpatterns = [
    path("<slug:provider_id>/", views.start, name="openid_connect_login"),
    path("<slug:provider_id>/back/", views.back, name="openid_connect_callback"),
]
