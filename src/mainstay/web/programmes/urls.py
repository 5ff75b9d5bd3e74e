from django.urls import path

from mainstay.web.programmes import asking, judging, letters, practices, setting_up, views

OF_A_PRACTICE = "<int:number>/practices/<str:code>/"

urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("new/<int:number>/", setting_up.new_programme, name="new-programme"),
    path("ask/", asking.asks, name="asks"),
    path("<int:number>/", views.programme, name="programme"),
    path("<int:number>/candidates.csv", views.candidates_csv, name="candidates-csv"),
    path("<int:number>/change/", setting_up.change, name="programme-change"),
    path("<int:number>/basis/", setting_up.basis, name="programme-basis"),
    path("<int:number>/layout/", setting_up.laid_out, name="programme-layout"),
    path("<int:number>/waves/", setting_up.plan_wave, name="plan-wave"),
    path("<int:number>/waves/<int:wave>/", setting_up.change_wave, name="change-wave"),
    path("<int:number>/waves/<int:wave>/drop/", setting_up.drop_wave, name="drop-wave"),
    path("<int:number>/groups/", setting_up.name_area, name="name-area"),
    path("<int:number>/groups/<int:area>/drop/", setting_up.drop_area, name="drop-area"),
    path("<int:number>/ask/<int:practice>/", asking.ask, name="ask"),
    path("<int:number>/waiting/", judging.waiting, name="waiting"),
    path(OF_A_PRACTICE, practices.practice, name="programme-practice"),
    path(f"{OF_A_PRACTICE}judge/<int:criterion>/", judging.judge, name="judge"),
    path(f"{OF_A_PRACTICE}override/<int:criterion>/", judging.override, name="override"),
    path(f"{OF_A_PRACTICE}choose/", views.choose, name="choose"),
    path(f"{OF_A_PRACTICE}group/", practices.group, name="place-practice"),
    path(f"{OF_A_PRACTICE}heard/", practices.note_intelligence, name="note-intelligence"),
    path(f"{OF_A_PRACTICE}notes/", practices.remark, name="remark"),
    path(f"{OF_A_PRACTICE}requests/<int:referral>/", practices.answer, name="answer-request"),
    path("<int:number>/letters/", letters.letters, name="letters"),
    path("<int:number>/letters/<str:kind>.zip", letters.all_letters, name="all-letters"),
    path("<int:number>/letters/<str:code>.<str:kind>", letters.one_letter, name="letter"),
    path("<int:number>/freeze/", views.freeze, name="freeze"),
    path("<int:number>/cohort.csv", views.frozen_csv, name="frozen-csv"),
    path("judgements/<int:number>/", judging.moderate, name="moderate"),
    path("judgements/<int:number>/withdraw/", judging.withdraw, name="withdraw-judgement"),
    path("judgements/files/<int:number>/", judging.judged_file, name="judged-file"),
]
