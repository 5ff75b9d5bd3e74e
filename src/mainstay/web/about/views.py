"""Pages about the service, and the check that the server is well."""

from django.http import HttpRequest, HttpResponse, JsonResponse

import mainstay
from mainstay.web.layout.held import releases
from mainstay.web.layout.pages import page


def about(request: HttpRequest) -> HttpResponse:
    return page(request, "about/about.jinja", version=mainstay.__version__)


def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "about/accessibility.jinja")


def health(request: HttpRequest) -> JsonResponse:
    """For whatever watches the server: it answers, and can read its home folder."""
    return JsonResponse(
        {"status": "well", "version": mainstay.__version__, "releases": len(releases())},
        headers={"Cache-Control": "no-store"},
    )
