"""What an installation that is no demo shows, and what it is given."""

from django.urls import reverse

from gendan.modules.followups.models import Script
from gendan.modules.followups.scripts import lay_scripts


def test_the_login_page_of_a_real_company_names_nobody(cast, client):
    assert "data-entrance" not in client.get(reverse("login")).content.decode()


def test_f02_f03_the_scripts_are_there_once_in_both_languages(db):
    lay_scripts()
    first = Script.objects.count()
    lay_scripts()
    assert Script.objects.count() == first
    for language in ("zh-hans", "en"):
        rows = Script.objects.filter(language=language)
        assert rows.filter(scene="visit.checklist").count() == 6
        assert rows.filter(flow__startswith="F03.").count() == 10
