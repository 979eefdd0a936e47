"""What an installation that is no demo shows."""

from django.urls import reverse


def test_the_login_page_of_a_real_company_names_nobody(cast, client):
    assert "data-entrance" not in client.get(reverse("login")).content.decode()
