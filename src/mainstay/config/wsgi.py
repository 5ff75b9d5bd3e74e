"""What the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mainstay.config.settings")
application = get_wsgi_application()

from mainstay.config.warming import warm_up  # noqa: E402  (Django is set up first)

warm_up()
