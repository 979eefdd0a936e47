"""The verbs: fields are added, changed, archived and restored; values are put into them."""

from gendan.spine.fields.actions.definitions import add_field, archive_field, build_indexes, change_field, restore_field
from gendan.spine.fields.actions.filling import fill_many
from gendan.spine.fields.actions.putting import put, put_many, reset_many, settle

__all__ = ["add_field", "archive_field", "build_indexes", "change_field", "fill_many", "put", "put_many", "reset_many", "restore_field", "settle"]
