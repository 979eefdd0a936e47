"""The Django app."""

from django.apps import AppConfig


class HomePageConfig(AppConfig):
    name = "gendan.desk.home"
    label = "home_page"
