"""Whose an e-mail address is."""

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.customers.queries import party_of


def test_an_address_leads_to_the_contact_then_to_the_company_then_by_its_domain(cast, now):
    firm = register_customer({"name": "曜川压缩机有限公司", "email": "office@yaochuan.example"}, actor=cast.zhou, now=now)
    gao = add_contact(firm, values={"name": "高鹏", "email": "Gao.Peng@yaochuan.example"}, actor=cast.zhou, now=now)
    assert party_of("gao.peng@YAOCHUAN.example", near=cast.ma) == (firm, gao)
    assert party_of("office@yaochuan.example", near=cast.ma) == (firm, None)
    assert party_of("new@yaochuan.example", near=cast.ma) == (firm, None)
    assert party_of("somebody@qq.com", near=cast.ma) is None


def test_where_several_fit_the_one_that_the_person_works_on(cast, now):
    for actor, name in ((cast.zhou, "曜川压缩机有限公司"), (cast.ma, "柏舟数控机床股份有限公司")):
        firm = register_customer({"name": name}, actor=actor, now=now)
        add_contact(firm, values={"name": "代理", "email": "agent@qq.com"}, actor=actor, now=now)
    assert party_of("agent@qq.com", near=cast.ma).customer.name == "柏舟数控机床股份有限公司"
    assert party_of("agent@qq.com", near=cast.he) is None
