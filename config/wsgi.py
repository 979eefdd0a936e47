"""The WSGI application that the web process serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
connections.settings["default"].update(settings.POOLER)
get_resolver().url_patterns  # noqa: B018  all pages are read now, not at somebody's first click
