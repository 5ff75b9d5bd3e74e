"""A page about an office's support, with the way to the others that the reader may see."""

from django.http import HttpRequest, HttpResponse

from mainstay.programme.support.policies import can_keep, can_see_gaps, own_practices
from mainstay.web.layout.pages import page


def support_page(
    http: HttpRequest, template: str, office, *, status: int = 200, **context
) -> HttpResponse:
    return page(
        http,
        template,
        status=status,
        section="support",
        office=office,
        may_keep=can_keep(http.user, office),
        sees_gaps=can_see_gaps(http.user, office),
        practices=own_practices(http.user, office),
        as_of=None,
        **context,
    )
