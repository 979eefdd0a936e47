"""Each report of the catalogue by its number: there, for whoever sees its records, as a page and as a sheet."""

import pytest

from gendan.ui.report.declare import report_of

BY_NUMBER = {
    1: ("funnel",), 2: ("registrations", "duplicates", "regions", "opportunity-sources"), 3: ("forecast",), 4: ("competitors", "losses"),
    5: ("staged-phases",), 6: ("hand-overs",), 7: ("abc",), 8: ("visit-frequency",), 9: ("care-dates",), 10: ("new-calls",), 11: ("sources",),
    12: ("calls",), 13: ("promises",), 14: ("visit-collation", "customer-business", "sales-to-customers"),
    15: ("p_profiling", "p_persistency", "p_profitability", "p_performance", "p_prospecting", "p_product", "p_promotion"),
    16: ("satisfaction", "loyalty", "customer_costs"), 17: ("campaigns",), 36: ("plan-completion",), 47: ("data_quality",),
}


@pytest.mark.parametrize("number", BY_NUMBER)
def test_report_by_number_opens_as_page_and_as_sheet(client, cast, number):
    client.force_login(cast.bai)
    for key in BY_NUMBER[number]:
        assert report_of(key).fields
        assert client.get(f"/reports/{key}").status_code == 200, key
    assert client.get(f"/reports/{BY_NUMBER[number][0]}?format=xlsx").status_code == 200
