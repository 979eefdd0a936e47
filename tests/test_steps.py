"""Before a new version is started beside the older one, `gendan migrate --plan` says whether that may go on."""

import pytest
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.state import ModelState, ProjectState

from gendan import steps

REST = {
    "AddField null": operations.AddField("thing", "more", models.TextField(null=True)),
    "AddField db_default": operations.AddField("thing", "more", models.TextField(db_default="")),
    "AlterField longer": operations.AlterField("thing", "name", models.CharField(max_length=60)),
    "AddIndex": operations.AddIndex("thing", models.Index(fields=["name"], name="thing_name")),
    "RunPython": operations.RunPython(operations.RunPython.noop),
}
ALONE = {
    "AddField": operations.AddField("thing", "more", models.TextField(default="")),
    "AlterField shorter": operations.AlterField("thing", "name", models.CharField(max_length=20)),
    "AlterField not null": operations.AlterField("thing", "note", models.TextField(default="")),
    "RemoveField": operations.RemoveField("thing", "note"),
    "RenameField": operations.RenameField("thing", "note", "remark"),
    "DeleteModel": operations.DeleteModel("thing"),
    "AddConstraint": operations.AddConstraint("thing", models.UniqueConstraint(fields=["name"], name="one")),
}
NEW = operations.CreateModel("other", [("id", models.BigAutoField(primary_key=True))])


def found(*given: operations.base.Operation) -> list[str]:
    migration = Migration("0002_step", "shop")
    migration.operations = list(given)
    state, name = ProjectState(), models.CharField(max_length=40)
    state.add_model(ModelState("shop", "thing", [("id", models.BigAutoField(primary_key=True)), ("name", name), ("note", models.TextField(null=True))]))
    return list(steps.alone([migration], state))


@pytest.mark.parametrize("step", REST.values(), ids=REST)
def test_what_only_adds_goes_on_beside_an_older_version(step: operations.base.Operation) -> None:
    assert found(step) == []


@pytest.mark.parametrize("step", ALONE.values(), ids=ALONE)
def test_what_the_older_version_needs_is_named(step: operations.base.Operation) -> None:
    assert found(step) == [f"shop.0002_step: {step.describe()}"]


def test_what_stands_on_a_new_table_disturbs_nobody() -> None:
    assert found(NEW, operations.AddField("other", "more", models.TextField(default=""))) == []
