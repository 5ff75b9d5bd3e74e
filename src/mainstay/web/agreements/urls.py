from django.urls import path

from mainstay.programme.agreements.parts import Form
from mainstay.web.agreements import consent, views

SIGNED = (Form.MEMORANDUM, Form.SERVICE_LEVEL, Form.CONFIDENTIALITY)

urlpatterns = [
    *(path(f"{one.value}/", views.agreement, {"form": one}, name=one.value) for one in SIGNED),
    path("benchmarking/", consent.benchmarking, name="benchmarking"),
    path("agreements/<str:form>/offer/", views.offer, name="offer"),
    path("agreements/<str:form>/sign/", views.sign, name="sign"),
    path("agreements/<str:form>/attach/", views.attach, name="attach-paper"),
    path("agreements/<int:kept>/", views.kept, name="agreement-kept"),
    path("agreements/<int:kept>.<str:kind>", views.file, name="agreement-file"),
    path("agreements/papers/<int:signature>/", views.paper, name="agreement-paper"),
]
