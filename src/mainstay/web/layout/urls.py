from django.urls import path

from mainstay.web.layout import as_of

urlpatterns = [path("as-of", as_of.change, name="as-of")]
