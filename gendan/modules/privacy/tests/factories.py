"""The person of these stories."""

from gendan.modules.customers import actions as customers
from gendan.modules.customers.tests.factories import customer

CONSENT = "当面同意"


def gao_peng(cast, now, firm="青屿重工（苏州）有限公司", **values):
    """A contact at a customer of He's, who agreed to what is written down."""
    at = customer(cast.he, now, firm)
    known = {"name": "高鹏", "mobile": "13812345678", "email": "gao@qingyu.example", "wechat": "gaopeng80"}
    return customers.add_contact(at, values=known | values, actor=cast.he, now=now, data_consent=CONSENT)
