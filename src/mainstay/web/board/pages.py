"""A page about a programme as a whole, with the way to the others that the reader may see."""

from django.http import HttpRequest, HttpResponse

from mainstay.programme.engagement.overview.policies import can_export
from mainstay.programme.organisations.policies import can_see
from mainstay.web.layout.pages import page


def whole_page(
    request: HttpRequest, template: str, programme, *, status: int = 200, as_of=None, **context
) -> HttpResponse:
    """The template of a programme's page."""
    return page(
        request,
        template,
        status=status,
        section="programmes",
        programme=programme,
        sees_whole=can_see(request.user, programme),
        may_export=can_export(request.user, programme),
        as_of=as_of,
        **context,
    )
