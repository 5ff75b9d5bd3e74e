from django.urls import path

from mainstay.web.assessment import (
    again,
    agreeing,
    asking,
    beginning,
    floor,
    meeting,
    papers,
    statements,
    team,
    views,
)

ROUND = "rounds/<int:number>/"
OWN = "offices/<int:number>/statements/"

urlpatterns = [
    path("", views.assessments, name="assessments"),
    path("<int:practice>/", views.assessment, name="assessment"),
    path("<int:practice>/new/", asking.new_round, name="round-new"),
    path("<int:practice>/team/", team.team, name="team"),
    path("<int:practice>/team/<int:one>/take-away/", team.forget, name="team-forget"),
    path(ROUND, asking.one_round, name="round"),
    path(f"{ROUND}ask/", asking.ask, name="round-ask"),
    path(f"{ROUND}ask/<int:one>/no-more/", asking.ask_no_more, name="round-ask-no-more"),
    path(f"{ROUND}remind/", asking.remind, name="round-remind"),
    path(f"{ROUND}close/", asking.close, name="round-close"),
    path(f"{ROUND}drop/", asking.drop, name="round-drop"),
    path(f"{ROUND}meeting/", meeting.meeting, name="meeting"),
    path(f"{ROUND}meeting/<slug:statement>/", agreeing.agree_one, name="meeting-agree"),
    path(f"{ROUND}meeting/level/<slug:need>/", agreeing.agree_level, name="meeting-level"),
    path(f"{ROUND}papers/<slug:name>.<str:kind>", papers.paper, name="round-paper"),
    path(f"{ROUND}begin/", beginning.begin, name="round-begin"),
    path(f"{ROUND}finish/", meeting.finish, name="round-finish"),
    path(f"{ROUND}again/", again.again, name="round-again"),
    path("offices/<int:number>/floor/", floor.set_floor, name="floor"),
    path(OWN, statements.own_statements, name="own-statements"),
    path(f"{OWN}new/", statements.new_statement, name="own-statement-new"),
    path(f"{OWN}<int:one>/", statements.change_statement, name="own-statement-change"),
    path(f"{OWN}<int:one>/withdraw/", statements.withdraw, name="own-statement-withdraw"),
    path(f"{OWN}<int:one>/bring-back/", statements.bring_back, name="own-statement-back"),
    path(f"{ROUND}triangle/", views.triangle, name="triangle"),
]
