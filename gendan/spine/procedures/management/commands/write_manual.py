"""Writes the manual pages of all procedures into a folder, in Chinese and English."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from gendan.spine.procedures import registry
from gendan.spine.procedures.manual import as_markdown, manual_of


class Command(BaseCommand):
    """`manage.py write_manual docs/procedures`."""

    help = "Write the manual pages of all procedures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for language, _name in settings.LANGUAGES:
            ending = "" if language == settings.LANGUAGE_CODE else f".{language}"
            with translation.override(language):
                for procedure in registry.procedures():
                    text = as_markdown(manual_of(procedure, values={}))
                    (folder / f"{procedure.key}{ending}.md").write_text(text)
