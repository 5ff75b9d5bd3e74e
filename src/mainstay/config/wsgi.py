"""What the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mainstay.config.settings")
application = get_wsgi_application()

from mainstay.config.warming import warm_up  # noqa: E402  (Django is set up first)

warm_up()
# Figures and matrices are many objects that stay. Looking through them for what can go, as often
# as Python does by itself, took up to a third of a page's time.
gc.set_threshold(50_000, 20, 50)
