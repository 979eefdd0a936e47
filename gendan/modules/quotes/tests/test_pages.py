"""Quotations on pages: the list and board, the lines from a spreadsheet, costs that not everybody reads, and the paper."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.opportunities.tests.story import registered
from gendan.modules.quotes import actions
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.tests import story
from gendan.spine.procedures import doctor, engine

PASTED = "编码\t名称\t规格\t数量\nSNL518\t\t\t20\n\t非标端盖\tφ120\t3\t件\t45.5\n"


@pytest.fixture(autouse=True)
def _goods(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    story.product()


@pytest.fixture
def quote(cast, now):
    return story.priced(story.asked(cast.he, now), story.at("860", factory="500"), actor=cast.he, now=now)


def test_from_the_opportunity_to_the_lines_in_two_forms(client, cast, now):
    customer = story.customer(cast.he, now)
    opportunity = registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    client.force_login(cast.he)
    address = f"{reverse('quotes:create')}?opportunity={opportunity.pk}"
    assert address in client.get(f"/opportunities/{opportunity.pk}").content.decode()
    page = client.get(address)
    assert page.context["form"]["name"].value() == opportunity.name
    typed = {
        "customer": customer.pk, "name": "轴承座", "opportunity": opportunity.pk, "market": "domestic", "enquiry": "mail",
        "enquired_at": "2026-09-24T09:00", "currency": "CNY",
    }
    answer = client.post(address, typed)
    made = Quote.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("quotes:lines", args=[made.pk]))
    assert made.opportunity == opportunity
    answer = client.post(answer.url, {"lines": PASTED, "revision": made.revision})
    assert answer.url == f"/quotes/{made.pk}"
    lines = story.fresh(made).current.lines.all()
    assert [(line.name, line.quantity, line.amount) for line in lines] == [
        ("轴承座 SNL518", 20, 17200), ("非标端盖", 3, Decimal("136.50")),
    ]


def test_what_is_wrong_in_a_line_is_said_with_its_number(client, cast, quote):
    client.force_login(cast.he)
    answer = client.post(reverse("quotes:lines", args=[quote.pk]), {"lines": "SNL518\t\t\t二十\n\t\t\t1"})
    assert answer.status_code == 422
    words = " ".join(answer.context["form"].errors["lines"])
    assert "第 1 行，数量" in words
    assert "第 2 行，名称" in words


def test_two_hundred_lines_cost_as_many_statements_as_two(client, cast, quote, django_assert_max_num_queries):
    client.force_login(cast.he)
    text = "\n".join(f"SNL518\t第 {number} 项\t\t{number}\t件\t{860 + number}" for number in range(1, 201))
    with django_assert_max_num_queries(45):
        answer = client.post(reverse("quotes:lines", args=[quote.pk]), {"lines": text})
    assert answer.status_code == 302
    assert story.fresh(quote).current.lines.count() == 200


def test_the_grid_is_told_what_products_cost_this_customer(client, cast, quote):
    client.force_login(cast.he)
    found = client.get(reverse("quotes:offers", args=[quote.pk]), {"code": ["SNL518", "nothing"]}).json()
    assert found == {"SNL518": {
        "name": "轴承座 SNL518", "specification": "SNL518", "unit": "件", "tax_rate": "13", "price": "860", "list": "860", "floor": "817",
    }}
    assert "SNL518" in client.get(reverse("quotes:find"), {"q": "snl"}).content.decode()


def test_the_page_shows_offer_terms_versions_and_the_floor(client, cast, now, quote):
    story.priced(quote, story.at("700"), actor=cast.he, now=now)
    client.force_login(cast.he)
    page = client.get(f"/quotes/{quote.pk}").content.decode()
    assert "低于政策最低价" in page
    for tab in ("offer", "costs", "versions", "papers", "files", "story"):
        assert client.get(f"/quotes/{quote.pk}?tab={tab}").status_code == 200, tab


def test_costs_and_margins_are_hidden_everywhere_from_those_who_do_not_read_them(client, cast, quote):
    client.force_login(cast.gao)
    page = client.get(f"/quotes/{quote.pk}").content.decode()
    assert "毛利" not in page
    assert "工厂含税价" not in client.get(f"/quotes/{quote.pk}?tab=costs").content.decode()
    listed = client.get("/quotes?view=all").content.decode()
    assert "41.86" not in listed
    answer = client.get(f"/api/v1/quotes/{quote.pk}").json()
    assert answer["margin_percent"] is None
    assert client.get(f"/api/v1/quotes/{quote.pk}/lines").json()[0]["factory_price"] is None
    client.force_login(cast.he)
    assert "41.86" in client.get("/quotes?view=all").content.decode()
    assert client.get(f"/api/v1/quotes/{quote.pk}").json()["margin_percent"] == "41.86"


def test_terms_and_prices_from_costs(client, cast, quote):
    client.force_login(cast.he)
    typed = {
        "currency": "CNY", "valid_until": "2026-12-31", "incoterm": "", "payment_terms": "款到发货", "domestic_costs": "500", "freight": "0",
        "company_costs": "0", "profit_percent": "20",
    }
    assert client.post(reverse("quotes:terms", args=[quote.pk]), typed).status_code == 302
    assert client.post(reverse("quotes:by_costs", args=[quote.pk])).status_code == 302
    version = story.fresh(quote).current
    assert (version.payment_terms, version.lines.get().price) == ("款到发货", Decimal("687.5"))


def test_the_factory_s_paper_is_attached(client, cast, quote):
    client.force_login(cast.he)
    typed = {"factory": "一厂", "quoted_on": "2026-09-24", "paper": story.paper()}
    assert client.post(reverse("quotes:factory", args=[quote.pk]), typed).status_code == 302
    assert quote.factory_offers.get().paper.name == "offer.pdf"


def test_list_board_and_bulk(client, cast, now, quote):
    client.force_login(cast.he)
    assert quote.number in client.get("/quotes?view=all&columns=number").content.decode() or quote.name in client.get("/quotes?view=all").content.decode()
    assert client.get("/quotes?layout=board").status_code == 200
    actions.write_terms(quote, values={"valid_until": date(2099, 1, 1)}, actor=cast.he, now=now)
    engine.perform(story.fresh(quote), "send", actor=cast.he, data=story.BY_MAIL, now=now)
    answer = client.post("/lists/quotes/bulk/repeat", {"id": quote.pk, "way": "mail", "to": ""})
    assert answer.status_code in (200, 204, 302)
    assert story.fresh(quote).repeats == 1


def test_the_same_verbs_over_the_api(client, cast, now):
    customer = story.customer(cast.he, now)
    client.force_login(cast.he)
    kind = {"content_type": "application/json"}
    made = client.post("/api/v1/quotes", {"customer_id": customer.pk, "name": "轴承座"}, **kind).json()
    lines = {"lines": [{"code": "SNL518", "quantity": "2", "price": "800"}]}
    assert client.put(f"/api/v1/quotes/{made['id']}/lines", lines, **kind).json()["amount"] == "1600.00"
    refused = client.post(f"/api/v1/quotes/{made['id']}/moves/send", {"data": {"way": "mail"}}, **kind)
    assert refused.status_code == 409
    assert "林叙" in refused.json()["message"]
    assert client.post(f"/api/v1/quotes/{made['id']}/terms", {"payment_terms": "月结"}, **kind).status_code == 200
    versions = client.get(f"/api/v1/quotes/{made['id']}/versions").json()
    assert (versions[0]["payment_terms"], versions[0]["depth"]) == ("月结", "6.98")


def test_report_19_the_share_of_prices_sent_the_same_day(client, cast, now):
    story.sent(cast.he, now)
    client.force_login(cast.lin)
    for key in ("quotes-same-day", "quotes-results", "quotes-cuts"):
        assert client.get(f"/reports/{key}?period=all").status_code == 200
    page = client.get("/reports/quotes-same-day?period=all").content.decode()
    assert "何苗" in page
    assert "100" in page


def test_the_doctor_finds_sums_that_do_not_add_up(cast, now, quote):
    assert not doctor.run(only="quotes")
    Quote.objects.filter(pk=quote.pk).update(amount=1)
    assert [finding.ids for finding in doctor.run(only="quotes")] == [(quote.pk,)]
