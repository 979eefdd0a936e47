"""What goes wrong after a sale is shown by the real verbs, and is sound."""

from types import SimpleNamespace

from gendan.demo import returning
from gendan.modules.customers.tests.factories import customer
from gendan.modules.incidents.models import Incident
from gendan.modules.orders.tests.factories import product
from gendan.modules.returns.models import Return
from gendan.spine.procedures import doctor


def test_an_accident_on_the_way_and_goods_that_come_back_are_shown(cast, now):
    product()
    for seller, name in ((cast.he, "青屿重工（苏州）有限公司"), (cast.ma, "云鹿机器人有限公司")):
        customer(seller, now, name, state="maintain")
    people = {"he": cast.he, "shen": cast.ma, "bai": cast.bai, "han": cast.han}
    returning.show(SimpleNamespace(people=people, days=[]), now=now)
    assert Incident.objects.get().state == "asked"
    assert sorted(Incident.objects.get().notices.values_list("state", flat=True)) == ["told", "untold"]
    assert Return.objects.get().state == "inspected"
    assert not doctor.run()
