"""What every answer tells the browser, beside what Django and the policy of contents say."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

# Nothing here asks for a camera or a place; passkeys are the one thing that is needed.
UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{one}=()" for one in UNUSED)
HEADERS = {
    "Permissions-Policy": f"{PERMISSIONS}, publickey-credentials-get=(self)",
    "Cross-Origin-Resource-Policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def headers_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """Outermost, so that static files and errors carry them too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request.method in METHODS
        answer = get_response(request) if known else HttpResponseNotAllowed(METHODS)
        for name, value in HEADERS.items():
            answer.setdefault(name, value)
        return answer

    return middleware
