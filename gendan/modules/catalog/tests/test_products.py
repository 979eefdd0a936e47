"""F11.3: product lines and several products per line, kept on pages."""

import pytest

from gendan.modules.catalog.actions import change_product, write_product
from gendan.modules.catalog.models import Product, ProductLine
from gendan.spine.refusal import NotAllowed

VALUES = {"name": "轴承座 SNL 518", "code": "SNL518", "new_line": "轴承座", "unit": "件", "list_price": "860.00",
          "is_active": True}


def test_f11_3_several_products_stand_in_one_line(cast, now):
    one = write_product(None, values=VALUES, actor=cast.lin, now=now)
    two = write_product(None, values=VALUES | {"code": "SNL520", "new_line": "", "line": one.line}, actor=cast.lin, now=now)
    assert [product.code for product in ProductLine.objects.get().products.all()] == [one.code, two.code]


def test_a_salesperson_reads_the_catalogue_and_does_not_write(client, cast, now):
    product = write_product(None, values=VALUES, actor=cast.lin, now=now)
    with pytest.raises(NotAllowed):
        change_product(product, values={"name": "别的"}, actor=cast.he, now=now)
    client.force_login(cast.he)
    assert "SNL518" in client.get("/products").content.decode()
    assert client.get(f"/products/{product.pk}").status_code == 403


def test_adding_on_the_page(client, cast):
    client.force_login(cast.lin)
    assert client.post("/products/new", VALUES).status_code == 302
    again = client.post("/products/new", VALUES)
    assert again.status_code == 422
    assert "code" in again.context["form"].errors
    assert Product.objects.count() == 1


def test_a_product_without_a_line_is_asked_for_one(client, cast):
    client.force_login(cast.lin)
    response = client.post("/products/new", VALUES | {"new_line": ""})
    assert "line" in response.context["form"].errors
