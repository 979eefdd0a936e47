"""The Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "gendan.modules.customers"
