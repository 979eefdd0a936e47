"""The guides of the flows that are knowledge: each stands on the page where it helps, with its points to tick."""

import pytest
from django.urls import reverse

from gendan.modules.customers.actions import add_contact, change_contact
from gendan.modules.customers.models import Contact
from gendan.modules.customers.tests.factories import customer
from gendan.modules.knowledge import queries
from gendan.modules.knowledge.models import Article
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine


def guide(flow):
    """The article of a flow that the house brings along."""
    return next(one for one in Article.objects.exclude(flow="").order_by("pk") if flow in one.flow.split())


def hinted(page, article):
    return f'data-hint="{article.pk}"' in page


@pytest.fixture
def firm(cast, now):
    return customer(cast.zhou, now, "柏舟数控机床股份有限公司")


@pytest.fixture
def deal(cast, now, firm):
    return registered(firm, actor=cast.zhou, reviewer=cast.lin, now=now)


@pytest.fixture
def page_of(client, cast):
    client.force_login(cast.zhou)
    return lambda url: client.get(url).content.decode()


@pytest.mark.parametrize("words", ["一对一", "顾问式", "不同性格"])
def test_f51_the_principles_of_experience_are_in_the_library(page_of, db, words):
    assert words in page_of(reverse("knowledge:detail", args=[guide("F51").pk]))


def test_f57_five_meetings_stand_beside_an_opportunity_that_begins(page_of, deal):
    assert hinted(page_of(f"/opportunities/{deal.pk}"), guide("F57"))
    page = page_of(reverse("knowledge:detail", args=[guide("F57").pk]))
    assert [word for word in ("第一次", "第二次", "第三次", "第四次", "第五次") if word not in page] == []
    assert "名片交换了" in page


def test_f60_the_programme_of_communication_is_in_the_library(page_of, db):
    page = page_of(reverse("knowledge:detail", args=[guide("F60").pk]))
    assert [word for word in ("建档", "投诉", "关怀", "满意") if word not in page] == []


def test_f62_seven_steps_stand_beside_the_need(page_of, deal, cast, now):
    for state in ("won_chance", "need"):
        if deal.state != state:
            engine.perform(deal, f"to_{state}", actor=cast.zhou, now=now)
            deal.refresh_from_db()
    assert hinted(page_of(f"/opportunities/{deal.pk}"), guide("F62"))


def test_f62_small_talk_finds_the_motive_and_the_way_to_who_decides(page_of, firm, cast, now):
    person = add_contact(firm, values={"name": "高鹏"}, actor=cast.zhou, now=now)
    found = {"decides": False, "path_to_decision": "设备主任 → 副总", "motive": "少停机"}
    change_contact(person, values=found, actor=cast.zhou, now=now)
    kept = Contact.objects.get(pk=person.pk)
    assert (kept.decides, kept.path_to_decision, kept.motive) == (False, "设备主任 → 副总", "少停机")
    assert "设备主任 → 副总" in page_of(f"/customers/{firm.pk}?tab=contacts")


def test_f65_each_stage_of_an_opportunity_says_what_is_to_be_reached(page_of, deal):
    assert hinted(page_of(f"/opportunities/{deal.pk}"), guide("F65"))
    page = page_of(reverse("knowledge:detail", args=[guide("F65").pk]))
    assert [word for word in ("建立联系", "需求分析", "谈判", "长期服务", "维护") if word not in page] == []


@pytest.mark.parametrize("way", ["call", "visit", "mail"])
def test_f66_the_rules_of_a_way_stand_beside_it(db, cast, way):
    shown = {one.article for one in queries.hints(cast.zhou, ways=(way,))}
    assert shown & set(Article.objects.filter(flow__contains="F66"))


@pytest.mark.parametrize("flow", ["F69", "F70"])
def test_f69_f70_service_is_done_in_steps_with_dates(page_of, db, flow):
    page = page_of(reverse("knowledge:detail", args=[guide(flow).pk]))
    assert [word for word in ("听", "日期") if word not in page] == []


def test_f82_four_levels_stand_beside_a_solution_and_a_customer_who_is_kept(page_of, cast, now):
    kept = customer(cast.zhou, now, "青屿重工有限公司", state="maintain")
    assert hinted(page_of(f"/customers/{kept.pk}"), guide("F82"))
    assert "opportunity.solution" in guide("F82").moments


def test_f93_the_concepts_of_service_are_found_by_search(page_of, db):
    assert guide("F93").title in page_of("/knowledge?q=4C")


@pytest.mark.parametrize(("flow", "words"), [
    ("F32", ("分寸", "不轻易许诺", "有信心，有耐心")), ("F66", ("方便不方便", "不用行话", "理解一致")),
    ("F60", ("建档", "及时答", "问卷", "投诉", "关怀", "满意度")),
])
def test_f32_2_f32_3_f32_8_f60_1_to_6_f66_1_are_written_where_they_are_read(page_of, db, flow, words):
    found = [one for one in Article.objects.filter(flow__contains=flow) if all(word in one.text for word in words)]
    assert words[0] in page_of(reverse("knowledge:detail", args=[found[0].pk]))


def test_f66_1_whether_it_is_convenient_is_a_point_to_tick_of_the_call(db, cast):
    shown = {one.article.pk for one in queries.hints(cast.zhou, ways=("call",))}
    lines = [line for one in Article.objects.filter(pk__in=shown) for line in one.text.splitlines()]
    assert any(line.startswith("- [ ]") and "方便不方便" in line for line in lines)
