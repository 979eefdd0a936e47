"""Every form that a page shows is sent with nonsense in it; none breaks.

By default some pages, and each of their forms once; `GENDAN_FUZZ=50` takes all pages and each form so many times.
"""

import pytest
from django.db import transaction
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, seed, settings

from gendan.spine.documents import papers
from gendan.spine.documents.tests.sheets import SHEET
from tests.attacks.forms import filled, forms_of
from tests.attacks.test_fuzz import SEED, TIMES, last_error, let_go
from tests.routes import PAGES, Who, url_of
from tests.scene import lay

STEP, EXAMPLES = (1, int(TIMES)) if TIMES >= 1 else (8, 1)
ADMINISTRATORS = {Who.ADMINISTRATORS, Who.GIVERS, Who.BUILDERS}
#: They end the session with which all the others are sent.
LEFT_OUT = {"logout", "login", "ui:me"}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@pytest.fixture(autouse=True)
def _a_paper(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    with papers.temporarily(SHEET):
        yield


def shown(client, cast, scene):
    """The forms of the pages, each once, with who sees them."""
    found = {}
    for name in sorted(PAGES)[SEED % STEP :: STEP]:
        person = cast.fang if PAGES[name].who in ADMINISTRATORS else cast.lin
        client.force_login(person)
        url = url_of(name, PAGES[name], scene)
        answer = client.get(url)
        if answer.status_code == 200 and not answer.streaming and "html" in answer.headers["Content-Type"]:
            for form in forms_of(url, answer.content.decode()):
                if resolve(form.url.split("?")[0]).view_name not in LEFT_OUT:
                    found.setdefault(form.key, (person, form))
        let_go(answer)
    return list(found.values())


def test_no_form_breaks_whatever_is_written_into_it(client, cast, now, caplog):
    client.raise_request_exception = False
    forms, broken = shown(client, cast, lay(cast, now)), []
    caplog.clear()
    for person, form in forms:
        for told in examples_of(form):
            with transaction.atomic():
                client.force_login(person)
                answer = client.post(form.url, told)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                broken.append(f"{form.url} {str(told)[:300]} {last_error(caplog)}")
            let_go(answer)
            caplog.clear()
    assert len(forms) > 10, "else nothing was proved"
    assert not broken, f"{len(broken)} broke\n" + "\n".join(broken)


def examples_of(form):
    """What hypothesis thinks of, the same on every run."""
    drawn = []

    @seed(SEED + len(form.url))
    @settings(max_examples=EXAMPLES, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=QUIET)
    @given(filled(form))
    def draw(told):
        drawn.append(told)

    draw()
    return drawn
