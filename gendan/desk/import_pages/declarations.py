"""What the import pages tell the frame at start."""

from django.utils.translation import pgettext_lazy

from gendan.desk.import_pages import people
from gendan.spine.imports import registry
from gendan.spine.imports.queries import importers_for
from gendan.spine.org.models import Employee
from gendan.ui import menu


def declare() -> None:
    """Register the importer of people and the menu entries."""
    registry.register(people.IMPORTER)
    menu.register(
        "imports", label=pgettext_lazy("place", "Import"), icon="upload", url_name="imports:list",
        needs=may_import_anything, position=36,
    )


def may_import_anything(employee: Employee) -> bool:
    """Whether any importer is open to the person."""
    return bool(importers_for(employee))
