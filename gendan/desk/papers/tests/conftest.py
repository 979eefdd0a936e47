"""A declared paper, the letterhead, and a place for files that is thrown away."""

from gendan.spine.documents.tests.conftest import _files_apart, scene, sheet

__all__ = ["_files_apart", "scene", "sheet"]
