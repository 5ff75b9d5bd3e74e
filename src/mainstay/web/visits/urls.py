from django.urls import path

from mainstay.web.visits import answering, booking, days, views

JOURNEY, VISIT = "engagements/<int:number>/", "engagements/<int:number>/visits/<int:one>/"

urlpatterns = [
    path("programmes/<int:number>/visits/", booking.bookings, name="bookings"),
    path("programmes/<int:number>/visits/propose/", booking.propose, name="bookings-propose"),
    path("programmes/<int:number>/visits/search/", booking.search, name="bookings-search"),
    path("programmes/<int:number>/visits/offer/", booking.offer_all, name="bookings-offer"),
    path(f"{JOURNEY}visits/", views.visits, name="visits"),
    path(f"{JOURNEY}days/", days.practice_days, name="practice-days"),
    path(f"{JOURNEY}days/off/", days.practice_off, name="practice-off"),
    path(VISIT, views.one_visit, name="visit"),
    path(f"{VISIT}offer/", views.offer, name="visit-offer"),
    path(f"{VISIT}move/", views.move, name="visit-move"),
    path(f"{VISIT}confirm/", views.confirm, name="visit-confirm"),
    path(f"{VISIT}decline/", views.decline, name="visit-decline"),
    path(f"{VISIT}cancel/", views.cancel, name="visit-cancel"),
    path(f"{VISIT}held/", views.held, name="visit-held"),
    path("visits/<str:secret>/", answering.answer, name="visit-answer"),
    path("calendar/", days.calendar, name="calendar"),
    path("calendar/off/", days.own_off, name="calendar-off"),
    path("calendar/address/", days.renew, name="calendar-renew"),
    path("calendar/<str:secret>.ics", days.feed, name="calendar-ics"),
]
