from django.urls import path

from mainstay.web.board import views

urlpatterns = [
    path("<int:number>/board/", views.board, name="board"),
]
