"""The same scene as the timeline's own tests, and somebody logged in."""

import pytest

from gendan.spine.timeline.tests.conftest import _files_apart, scene  # noqa: F401


@pytest.fixture
def visit(client):
    """Log somebody in and get or post."""

    def go(person, address, data=None, *, htmx=False, **extra):
        client.force_login(person)
        headers = {"HX-Request": "true"} if htmx else {}
        if data is None:
            return client.get(address, headers=headers, **extra)
        return client.post(address, data, headers=headers, **extra)

    return go
