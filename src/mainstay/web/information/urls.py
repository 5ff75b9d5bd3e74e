from django.urls import path

from mainstay.web.information import answering, views

urlpatterns = [
    path("", views.information, name="information"),
    path("ask/", views.choose, name="information-choose"),
    path("ask/<slug:item>/", views.ask, name="information-ask"),
    path("<int:asked>/", answering.one_request, name="information-request"),
    path("<int:asked>/answer/", answering.answer, name="information-answer"),
    path("<int:asked>/pass-on/", answering.pass_on, name="information-pass-on"),
    path("<int:asked>/cannot/", answering.cannot, name="information-cannot"),
    path("<int:asked>/withdraw/", answering.withdraw, name="information-withdraw"),
    path("<int:asked>/files/<int:upload>/", answering.file, name="information-file"),
]
