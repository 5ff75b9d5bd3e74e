from django.urls import path

from mainstay.web.comments import views

urlpatterns = [
    path("", views.comments, name="comments"),
    path("on/<slug:indicator>/", views.comment_on, name="comment-on"),
    path("<int:comment>/change/", views.change, name="change-comment"),
    path("<int:comment>/take-back/", views.withdraw, name="withdraw-comment"),
    path("<int:comment>/answer/", views.reply, name="reply"),
]
