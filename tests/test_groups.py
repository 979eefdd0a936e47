"""Tests of one group run in one worker: what they set up is long to make, and is made once."""

import os

import pytest

pytestmark = pytest.mark.xdist_group("serve")


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there is one worker only")
def test_the_parallel_run_honours_groups(request):
    assert request.node.nodeid.endswith("@serve")
