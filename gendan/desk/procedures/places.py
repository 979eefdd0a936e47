"""The entries of the rail: to-dos and procedures, for everybody."""

from django.utils.translation import gettext_lazy as _

from gendan.ui import menu


def declare() -> None:
    """Add the places; called once at start."""
    menu.register("todos", label=_("To-dos"), icon="checkbox", url_name="procedures:todos", position=15)
    menu.register("procedures", label=_("Procedures"), icon="sitemap", url_name="procedures:list", position=34)
