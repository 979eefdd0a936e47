"""F41: the tree, articles with safe text, versions, links, menus, search, and what helps at the right moment."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from gendan.modules.customers.actions import register_customer
from gendan.modules.knowledge import queries
from gendan.modules.knowledge.actions import (
    empty_bin,
    link,
    move_to_bin,
    pass_on,
    remove_category,
    restore,
    save_category,
    take_back,
    write_article,
)
from gendan.modules.knowledge.laying import lay_articles, texts
from gendan.modules.knowledge.models import Article, Laid, Link, Reading
from gendan.modules.knowledge.rendering import plain, rendered
from gendan.modules.knowledge.tests.factories import article, category
from gendan.modules.merges.actions import merge
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.refusal import NotAllowed, Refusal, Stale

KIND = "customers.customer"


# -- objects: categories ----------------------------------------------------------------------------------------


def test_f41_the_categories_are_a_tree_that_counts_what_is_below(cast, now, empty_shelf):
    top = category("产品", actor=cast.bai)
    child = category("主轴", actor=cast.bai, parent=top)
    article("甲", actor=cast.bai, now=now, category=top)
    article("乙", actor=cast.bai, now=now, category=child)
    found = {one.category: (one.depth, one.count) for one in queries.tree(Article.objects.all())}
    assert found[top] == (0, 2)
    assert found[child] == (1, 1)


def test_f41_a_category_never_stands_under_itself(cast):
    top = category("产品", actor=cast.bai)
    child = category("主轴", actor=cast.bai, parent=top)
    with pytest.raises(ValidationError) as wrong:
        save_category(top, values={"parent": child}, actor=cast.bai)
    assert set(wrong.value.message_dict) == {"parent"}


def test_f41_a_category_that_holds_something_is_not_removed(cast, now):
    top = category("产品", actor=cast.bai)
    child = category("主轴", actor=cast.bai, parent=top)
    article("甲", actor=cast.bai, now=now, category=child)
    for one in (top, child):
        with pytest.raises(Refusal):
            remove_category(one, actor=cast.bai)
    with pytest.raises(NotAllowed):
        category("别的", actor=cast.zhou)


# -- objects: articles ------------------------------------------------------------------------------------------


def test_f41_text_is_rendered_without_anything_that_runs(cast, now):
    html = rendered(
        "# 标题\n\n<script>alert(1)</script>\n\n[坏](javascript:alert(1)) [好](https://example.com)\n\n"
        "![远处](https://example.com/a.png) ![自己的](/attachments/7?inline=1)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- [ ] 备好样件\n"
    )
    assert "<script" not in html
    assert "javascript:alert" not in html.replace("](javascript:alert(1))", "")
    assert 'href="javascript' not in html
    assert "https://example.com/a.png" not in html
    assert '<img src="/attachments/7?inline=1"' in html
    assert "<h2>标题</h2>" in html
    assert "<td>1</td>" in html
    assert "☐ 备好样件" in html
    assert plain("**甲**与乙\n\n- 丙") == "甲与乙 丙"


def test_f41_an_article_needs_title_and_text(cast, now):
    with pytest.raises(ValidationError) as wrong:
        article("", actor=cast.bai, now=now)
    assert set(wrong.value.message_dict) == {"title"}
    with pytest.raises(ValidationError) as wrong:
        article("有题无文", actor=cast.bai, now=now, body=" ")
    assert set(wrong.value.message_dict) == {"body"}
    with pytest.raises(ValidationError) as wrong:
        article("甲", actor=cast.bai, now=now, data_roles=["nobody"])
    assert set(wrong.value.message_dict) == {"data_roles"}


def test_f41_the_reader_gets_the_text_in_his_language(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now, title_en="How to choose", body_en="Measure first.")
    client.force_login(cast.zhou)
    assert "选型指南的正文" in client.get(reverse("knowledge:detail", args=[one.pk])).content.decode()
    cast.zhou.language = "en"
    cast.zhou.save(update_fields=["language"])
    page = client.get(reverse("knowledge:detail", args=[one.pk])).content.decode()
    assert "Measure first." in page
    assert "How to choose" in page


def test_f41_a_draft_is_seen_only_by_who_manages(cast, now, client):
    one = article("草稿一篇", actor=cast.bai, now=now, is_published=False)
    for person in (cast.zhou, cast.bai):
        client.force_login(person)
        assert "草稿一篇" not in client.get("/knowledge?view=all").content.decode()
    assert "草稿一篇" in client.get(reverse("knowledge:manage", args=[one.pk])).content.decode()


def test_f41_every_saved_text_is_a_version_that_can_be_taken_back(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now, body="先量轴径。\n再看转速。")
    write_article(one, values={"body": "先量轴径。\n再看温升。", "note": "温升更要紧"}, actor=cast.lin, now=now)
    write_article(one, values={"body": "先量轴径。\n再看温升。"}, actor=cast.lin, now=now)
    found = queries.versions_of(one)
    assert [(version.number, version.by, version.note) for version in found] == [(2, "林叙", "温升更要紧"), (1, "白露", "")]
    client.force_login(cast.bai)
    page = client.get(reverse("knowledge:version", args=[one.pk, 1])).content.decode()
    assert "<del>再看转速。</del>" in page
    assert "<ins>再看温升。</ins>" in page
    assert client.post(reverse("knowledge:take_back", args=[one.pk, 1])).status_code == 302
    one.refresh_from_db()
    assert (one.revision, one.body) == (3, "先量轴径。\n再看转速。")
    with pytest.raises(Refusal):
        take_back(one, number=9, actor=cast.bai, now=now)


def test_f41_two_who_write_at_once_do_not_overwrite_each_other(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now)
    write_article(one, values={"body": "新的"}, actor=cast.lin, now=now, revision=1)
    with pytest.raises(Stale):
        write_article(one, values={"body": "旧的"}, actor=cast.bai, now=now, revision=1)
    client.force_login(cast.bai)
    data = {"title": one.title, "body": "旧的", "category": one.category_id, "revision": 1, "position": 0, "original": "{}"}
    assert client.post(reverse("knowledge:edit", args=[one.pk]), data).status_code == 409


def test_f41_the_recycle_bin_keeps_an_article_and_its_links(cast, now, customer, client):
    one = article("选型指南", actor=cast.bai, now=now)
    link(one, record=customer, actor=cast.bai, now=now)
    move_to_bin(one, reason="过时", actor=cast.bai, now=now)
    assert not queries.shown_links(cast.lin, customer).exists()
    client.force_login(cast.bai)
    assert "选型指南" in client.get("/bin?kind=articles").content.decode()
    restore(one, actor=cast.bai, now=now)
    assert queries.shown_links(cast.lin, customer).exists()
    move_to_bin(one, reason="过时", actor=cast.bai, now=now)
    Article.objects.filter(pk=one.pk).update(deleted_at=now.replace(year=2025))
    assert empty_bin(now=now) == 1
    assert not Link.objects.exists()


def test_f41_articles_of_who_leaves_go_to_the_successor(cast, now):
    one = article("选型指南", actor=cast.lin, now=now)
    pass_on(employee=cast.lin, successor=cast.gu, actor=cast.fang, now=now)
    one.refresh_from_db()
    assert (one.owner, one.department) == (cast.gu, cast.export)


# -- menus and search -------------------------------------------------------------------------------------------


def test_f41_two_menus_managing_and_browsing(cast, now, client):
    client.force_login(cast.zhou)
    page = client.get("/").content.decode()
    assert 'href="/knowledge"' in page
    assert 'href="/knowledge/manage"' not in page
    client.force_login(cast.bai)
    assert 'href="/knowledge/manage"' in client.get("/knowledge").content.decode()


def test_f41_the_list_is_narrowed_by_category_with_all_below(cast, now, client, empty_shelf):
    top = category("产品", actor=cast.bai)
    child = category("主轴", actor=cast.bai, parent=top)
    article("上面一篇", actor=cast.bai, now=now, category=top)
    article("下面一篇", actor=cast.bai, now=now, category=child)
    client.force_login(cast.zhou)
    whole = client.get(f"/knowledge?view=all&f.category={top.pk}").content.decode()
    assert "上面一篇" in whole
    assert "下面一篇" in whole
    assert "上面一篇" not in client.get(f"/knowledge?view=all&f.category={child.pk}").content.decode()


@pytest.mark.parametrize("typed", ["轴承润滑", "润滑", "zhoucheng", "zcrh", "脂"])
def test_f41_is_found_by_title_pinyin_initials_and_text(cast, now, client, typed):
    article("轴承润滑", actor=cast.bai, now=now, body="低速用脂，高速用油。")
    article("轴承润滑底价", actor=cast.bai, now=now, data_roles=["quality"])
    client.force_login(cast.zhou)
    listed = client.get("/knowledge", {"view": "all", "q": typed}).content.decode()
    palette = client.get("/palette", {"q": typed}).content.decode()
    for page in (listed, palette):
        assert "轴承润滑" in page
        assert "轴承润滑底价" not in page


def test_f41_lists_take_the_same_statements_for_one_and_three(cast, now, client, empty_shelf, django_assert_num_queries):
    client.force_login(cast.zhou)
    counts = []
    for number in (1, 2):
        for one in range(number):
            article(f"第{number}{one}篇", actor=cast.bai, now=now)
        client.get("/knowledge?view=all")
        with django_assert_num_queries(99, exact=False) as caught:
            client.get("/knowledge?view=all")
        counts.append(len(caught))
    assert counts[0] == counts[1]


# -- where it helps ---------------------------------------------------------------------------------------------


def test_f41_the_texts_of_the_house_are_laid_once_and_stay_the_companys_own(db, cast, now):
    count = Article.objects.count()
    assert count == len(list(texts())) == Laid.objects.filter(key__regex="^k[0-9]").count()
    mine, gone = Article.objects.order_by("pk")[:2]
    write_article(mine, values={"body": "我们自己的话。"}, actor=cast.bai, now=now)
    gone.delete()
    lay_articles()
    mine.refresh_from_db()
    assert mine.body == "我们自己的话。"
    assert Article.objects.count() == count - 1


@pytest.mark.parametrize("key", ["k01", "k02", "k03", "k09", "k10", "k11", "k12", "k13", "k17", "k22"])
def test_f41_each_set_is_there_in_both_languages(db, key):
    found = [text for text in texts() if text.key.startswith(key)]
    assert found
    for text in found:
        row = Article.objects.get(title=text.head["title"])
        assert row.title_en
        assert len(row.body) > 150
        assert len(row.body_en) > 300


def test_f03_ten_techniques_and_five_notes_help_on_the_telephone(db):
    body = Article.objects.get(title__startswith="电话跟进").body
    assert sum(line.startswith(f"{number}. ") for number in range(1, 11) for line in body.splitlines()) == 10
    assert "注意" in body


def test_f02_10_the_six_points_are_there_before_a_visit(db):
    body = Article.objects.get(flow="F02.10").body
    assert body.count("- [ ] ") == 6


def test_f03_what_helps_stands_beside_the_form_at_the_right_moment(cast, now, customer, client, empty_shelf):
    phone = article("电话开场", actor=cast.bai, now=now, moments=["call"])
    visit = article("拜访清单", actor=cast.bai, now=now, moments=["visit"])
    stage = article("补资料的窍门", actor=cast.bai, now=now, moments=["customer_tracking.search"])
    article("报价的窍门", actor=cast.bai, now=now, moments=["opportunity.quote"])
    article("仅质量可见", actor=cast.bai, now=now, moments=["call"], data_roles=["quality"])
    client.force_login(cast.lin)
    for address in (f"/customers/{customer.pk}", f"/followups/log/{KIND}/{customer.pk}"):
        page = client.get(address).content.decode()
        assert f'data-hint="{phone.pk}" data-ways="call"' in page
        assert f'data-hint="{visit.pk}" data-ways="visit"' in page
        assert f'data-hint="{stage.pk}" data-ways=""' in page
        assert "报价的窍门" not in page
        assert "仅质量可见" not in page


def test_f61_the_stage_of_an_opportunity_has_its_own_help(cast, now, customer, client, empty_shelf):
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    here = article("立项阶段要做什么", actor=cast.bai, now=now, moments=[f"opportunity.{opportunity.state}"])
    client.force_login(cast.lin)
    page = client.get(f"/opportunities/{opportunity.pk}").content.decode()
    assert f'data-hint="{here.pk}"' in page


def test_f05_the_check_before_sending_stands_beside_the_mail(db, cast):
    assert "发信前的检查" in {str(one.article) for one in queries.hints(cast.lin, ways=("mail",))}


def test_f41_opening_an_article_is_counted_once_a_day_and_person(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now)
    client.force_login(cast.zhou)
    client.get(reverse("knowledge:detail", args=[one.pk]))
    client.get(reverse("knowledge:hint", args=[one.pk]))
    client.get(reverse("knowledge:detail", args=[one.pk]) + "?tab=story")
    row = Reading.objects.get()
    assert (row.reader, row.times, row.at_work) == (cast.zhou, 2, 1)


def test_f41_linked_knowledge_goes_along_when_customers_are_merged(cast, now, customer):
    other = register_customer({"name": "嘉渡包装机械厂"}, actor=cast.lin, now=now)
    one = article("选型指南", actor=cast.bai, now=now)
    for record in (customer, other):
        link(one, record=record, actor=cast.lin, now=now)
    two = article("轴承润滑", actor=cast.bai, now=now)
    link(two, record=other, actor=cast.lin, now=now)
    merge(customer, losers=[other], values={}, reason="同一家", actor=cast.bai, now=now)
    assert {row.article for row in queries.links_of(customer)} == {one, two}
