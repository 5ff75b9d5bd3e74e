from django.urls import path

from mainstay.web.programmes import views

urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("new/<int:number>/", views.new_programme, name="new-programme"),
    path("<int:number>/", views.programme, name="programme"),
    path("<int:number>/practices/<str:code>/", views.practice, name="programme-practice"),
    path("<int:number>/practices/<str:code>/judge/<int:criterion>/", views.judge, name="judge"),
    path("<int:number>/practices/<str:code>/choose/", views.choose, name="choose"),
    path("<int:number>/freeze/", views.freeze, name="freeze"),
    path("<int:number>/cohort.csv", views.frozen_csv, name="frozen-csv"),
    path("judgements/<int:number>/", views.moderate, name="moderate"),
]
