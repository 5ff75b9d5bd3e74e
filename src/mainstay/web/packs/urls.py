from django.urls import path

from mainstay.web.packs import views

urlpatterns = [
    path("", views.packs, name="engagement-pack"),
    path("new/", views.new_pack, name="new-pack"),
    path("new/<str:which>.<str:kind>", views.preview, name="pack-preview"),
    path("<int:pack>/send/", views.send, name="send-pack"),
    path("<int:pack>/received/", views.received, name="pack-received"),
    path("<int:pack>/gone-through/", views.gone_through, name="pack-gone-through"),
    path("<int:pack>.<str:kind>", views.issued_file, name="issued-pack"),
]
