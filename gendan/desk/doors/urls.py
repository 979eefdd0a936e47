"""Routes of logging in."""

from django.urls import path

from gendan.desk.doors import company, keys, mine, views

app_name = "doors"
urlpatterns = [
    path("me/second-factor", mine.second_factor, name="second"),
    path("me/second-factor/codes", mine.codes, name="codes"),
    path("me/second-factor/off", mine.off, name="off"),
    path("me/passkeys/options", keys.options, name="key_options"),
    path("me/passkeys", keys.add, name="key_add"),
    path("me/passkeys/<int:pk>/remove", keys.remove, name="key_remove"),
    path("me/visits", mine.visits_page, name="visits"),
    path("me/visits/end", mine.end_others, name="end_others"),
    path("me/visits/<int:pk>/end", mine.end, name="end"),
    path("settings/logging-in", views.settings, name="settings"),
    path("settings/logging-in/company", company.company, name="company"),
    path("settings/employees/<int:pk>/company/loosen", company.loosen, name="loosen"),
    path("settings/employees/<int:pk>/second-factor/take", views.take, name="take"),
]
