"""A Django view that renders the page of `tree` for each request, as sites without published files do."""

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from bench.serve.tree import PATH, events

_TEMPLATE = Engine().from_string(
    "<!doctype html><title>{{ title }}</title>"
    "{% for event in events %}<p>{{ event.text }} {{ event.number }}.</p>\n{% endfor %}"
)
_EVENTS = list(events())


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_TEMPLATE.render(Context({"title": "Checkout unavailable", "events": _EVENTS})))


settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="only-measured")
urlpatterns = [path(PATH.lstrip("/"), page)]
application = WSGIMiddleware(get_wsgi_application(), workers=4)  # type: ignore[arg-type]  # its own words for the same
