"""Choosing several people: ticks that a line above them searches, not a list that asks for held keys."""

import pytest
from django import forms

from gendan.spine.org.queries import at_work
from gendan.ui.form.fields import PeopleField

pytestmark = pytest.mark.django_db


class TeamForm(forms.Form):
    """A team."""

    team = PeopleField()


def test_people_are_ticked_and_found_by_name_department_and_pinyin(cast):
    page = TeamForm({"team": [cast.he.pk]})["team"].as_widget()
    assert page.count('type="checkbox"') == at_work().count()
    assert page.count("data-find=") == 1
    assert f'data-keys="{cast.he.pinyin} {cast.he.initials}"' in page
    assert f"{cast.he.name} · {cast.he.department.name}" in page
    assert page.count(" checked") == 1


def test_who_left_is_not_offered(cast):
    form = TeamForm({"team": [cast.he.pk, cast.lin.pk]})
    assert form.is_valid()
    assert set(form.cleaned_data["team"]) == {cast.he, cast.lin}
    cast.he.status = "left"
    cast.he.save(update_fields=["status"])
    assert not TeamForm({"team": [cast.he.pk]}).is_valid()
