"""Verbs of samples."""

from gendan.modules.samples.actions.library import (
    add_picture,
    authorise_clerk,
    change_sample,
    enter_sample,
    remove_picture,
    retire_sample,
    return_sample,
    revoke_clerk,
    show_first,
    write_kind,
    write_master,
)
from gendan.modules.samples.actions.listeners import pass_on
from gendan.modules.samples.actions.projects import begin_project, change_project
from gendan.modules.samples.actions.requests import ask_sample, note_requirements

__all__ = [
    "add_picture", "ask_sample", "authorise_clerk", "begin_project", "change_project", "change_sample", "enter_sample",
    "note_requirements", "pass_on", "remove_picture", "retire_sample",
    "return_sample", "revoke_clerk", "show_first", "write_kind", "write_master",
]
