"""Hands the building of indexes on large tables to a worker."""

from procrastinate.contrib.django import app

JOB = "gendan.fields.index"


def defer(field_id: int) -> None:
    """After the caller's transaction; one field is built once at a time."""
    lock = f"fields.index.{field_id}"
    app.configure_task(JOB, lock=lock).defer(field_id=field_id)
