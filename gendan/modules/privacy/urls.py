"""Routes of personal data."""

from django.urls import path

from gendan.modules.privacy.views import expired, people, requests

app_name = "privacy"
urlpatterns = [
    path("persons/<int:pk>", people.person, name="person"),
    path("persons/<int:pk>/show/<slug:group>", people.show, name="show"),
    path("persons/<int:pk>/export", people.export, name="export"),
    path("persons/<int:pk>/ask", people.ask, name="ask"),
    path("persons/<int:pk>/aside", people.aside, name="aside"),
    path("persons/expired", expired.expired, name="expired"),
    path("persons/log", people.looks, name="looks"),
    path("persons/requests", requests.requests, name="list"),
    path("persons/requests/<int:pk>", requests.detail, name="request"),
    path("settings/personal-data", requests.settings, name="settings"),
    path("settings/personal-data/<slug:key>", requests.handling, name="handling"),
]
