from django.urls import path

from mainstay.web.support import answering, asking, gaps, keeping, providing, views

urlpatterns = [
    path("", views.offices, name="support-offices"),
    path("requests/", providing.provided, name="support-provided"),
    path("<int:number>/", views.directory, name="support"),
    path("<int:number>/offers.csv", views.directory_csv, name="support-csv"),
    path("<int:number>/new/", keeping.new_offer, name="new-offer"),
    path("<int:number>/ask/", asking.ask_about, name="ask-about"),
    path("<int:number>/requests/", answering.requests, name="support-requests"),
    path("<int:number>/missing/", gaps.gaps, name="gaps"),
    path("<int:number>/missing/new/", gaps.new_gap, name="new-gap"),
    path("missing/<int:number>/answer/", gaps.answer_gap, name="answer-gap"),
    path("offers/<int:number>/", views.offer, name="support-offer"),
    path("offers/<int:number>/ask/", views.ask, name="ask-support"),
    path("offers/<int:number>/change/", keeping.change_offer, name="change-offer"),
    path("offers/<int:number>/checked/", keeping.check_offer, name="check-offer"),
    path("offers/<int:number>/end/", keeping.end_offer, name="end-offer"),
    path("offers/<int:number>/again/", keeping.renew_offer, name="renew-offer"),
    path("requests/<int:number>/", answering.one_request, name="support-request"),
    path("requests/<int:number>/said/", answering.say, name="support-said"),
    *(
        path(f"requests/<int:number>/{one.deed.value}/", answering.way_view(one), name=one.path)
        for one in answering.WAYS
    ),
]
