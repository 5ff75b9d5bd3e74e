"""Every address: one list for each journey."""

from django.urls import include, path

urlpatterns = [
    path("", include("mainstay.web.home.urls")),
    path("", include("mainstay.web.layout.urls")),
    path("areas/", include("mainstay.web.areas.urls")),
    path("practices/", include("mainstay.web.practices.urls")),
    path("indicators/", include("mainstay.web.indicators.urls")),
    path("map/", include("mainstay.web.map.urls")),
    path("data/", include("mainstay.web.data.urls")),
    path("definitions/", include("mainstay.web.definitions.urls")),
    path("", include("mainstay.web.about.urls")),
    path("", include("mainstay.web.people.urls")),
    path("", include("mainstay.web.notices.urls")),
    path("", include("mainstay.web.second_step.urls")),
    path("sign-in/with/", include("mainstay.web.directory.urls")),
    path("demo/", include("mainstay.web.doors.urls")),
    path("programmes/", include("mainstay.web.programmes.urls")),
    path("programmes/", include("mainstay.web.board.urls")),
    path("programmes/", include("mainstay.web.clock.urls")),
    path("programmes/", include("mainstay.web.risks.urls")),
    path("programmes/", include("mainstay.web.export.urls")),
    path("programmes/", include("mainstay.web.summary.urls")),
    path("engagements/<int:number>/information/", include("mainstay.web.information.urls")),
    path("", include("mainstay.web.burden.urls")),
    path("engagements/<int:number>/pack/", include("mainstay.web.packs.urls")),
    path("engagements/<int:number>/conversation/", include("mainstay.web.conversation.urls")),
    path("engagements/<int:number>/comments/", include("mainstay.web.comments.urls")),
    path("", include("mainstay.web.visits.urls")),
    path("self-assessment/", include("mainstay.web.assessment.urls")),
    path("", include("mainstay.web.sharing.urls")),
    path("answers/", include("mainstay.web.answering.urls")),
    path("support/", include("mainstay.web.support.urls")),
    path("engagements/", include("mainstay.web.engagements.urls")),
    path("programmes/", include("mainstay.web.wording.urls")),
    path("engagements/<int:number>/", include("mainstay.web.agreements.urls")),
    path("engagements/<int:number>/", include("mainstay.web.commitments.urls")),
]

handler400 = "mainstay.web.layout.errors.bad_request"
handler404 = "mainstay.web.layout.errors.not_found"
handler500 = "mainstay.web.layout.errors.server_error"
