"""A few days of the simulated year: `make year` lives the whole."""

import pytest

from year import life, page
from year.company import Scale


@pytest.mark.parametrize("seed", [1])
def test_some_days_of_a_company_forget_nothing(db, tmp_path, seed):
    year = life.live(Scale(people=50, customers=80, days=3, seed=seed, quiet=0.2), say=lambda text: None)
    assert [*year.proof.wrong, *year.failures] == []
    assert sum(year.came.values()) > 10
    assert sum(year.done.values()) > 10
    page.write(year, tmp_path / "report.html", seconds=1)
    assert "Nothing. Every question had the answer that was promised." in (tmp_path / "report.html").read_text()
