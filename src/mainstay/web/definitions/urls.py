from django.urls import path

from mainstay.web.definitions import views

urlpatterns = [
    path("", views.contents, name="definitions"),
    path("indicators/", views.indicator_list, name="indicator-definitions"),
    path("indicators/<slug:indicator_id>", views.indicator, name="indicator-definition"),
    path("rules/<slug:rules_id>", views.rule_set, name="rule-set"),
    path("glossary", views.glossary, name="glossary"),
]
