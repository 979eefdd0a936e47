"""The Django app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "gendan.spine.messages"
    label = "outbox"  # django.contrib.messages has the plain label
