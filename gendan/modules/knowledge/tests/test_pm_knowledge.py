"""PM-09 … PM-20: who manages, reads, links and comments knowledge; through actions and pages alike."""

import pytest
from django.urls import reverse

from gendan.modules.customers.actions import add_related, move_to_bin, remove_finally
from gendan.modules.knowledge import queries
from gendan.modules.knowledge.actions import link, unlink, write_article
from gendan.modules.knowledge.forms import ArticleForm
from gendan.modules.knowledge.models import Article, Link
from gendan.modules.knowledge.tests.factories import article, category
from gendan.spine.access.queries import may
from gendan.spine.org.models import Role, RoleHolder
from gendan.spine.procedures import doctor
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.models import Attachment, Comment
from gendan.spine.timeline.tests.samples import upload

KIND = "customers.customer"


def _titles(user):
    return set(Article.objects.visible_to(user, "read").values_list("title", flat=True))


def test_pm_09_owner_and_those_who_may_edit_the_record_link_and_unlink(cast, now, customer, client):
    one = article("电主轴选型", actor=cast.lin, now=now)
    link(one, record=customer, actor=cast.lin, now=now)
    unlink(one, record=customer, actor=cast.lin, now=now)
    assert may(cast.bai, "edit", customer)
    link(one, record=customer, actor=cast.bai, now=now)
    add_related(customer, employees=[cast.zhou], actor=cast.lin, now=now)
    customer.refresh_from_db()
    assert may(cast.zhou, "view", customer)
    assert not may(cast.zhou, "edit", customer)
    with pytest.raises(NotAllowed) as refused:
        unlink(one, record=customer, actor=cast.zhou, now=now)
    assert "林叙" in refused.value.who
    client.force_login(cast.zhou)
    page = client.get(f"/customers/{customer.pk}?tab=knowledge").content.decode()
    assert "电主轴选型" in page
    assert 'data-do="link_knowledge"' not in page
    client.force_login(cast.lin)
    address = reverse("knowledge:link", args=[KIND, customer.pk])
    other = article("轴承润滑", actor=cast.lin, now=now)
    assert client.post(address, {"article": other.pk}).status_code == 302
    assert Link.objects.filter(object_id=customer.pk).count() == 2
    client.post(reverse("knowledge:unlink", args=[KIND, customer.pk, other.pk]))
    assert Link.objects.filter(object_id=customer.pk).count() == 1


def test_pm_10_only_knowledge_that_one_may_read_can_be_chosen(cast, now, customer, client):
    secret = article("底价政策", actor=cast.bai, now=now, data_roles=["crm_supervisor"])
    open_to_all = article("选型指南", actor=cast.bai, now=now)
    assert open_to_all in queries.linkable(cast.lin, customer)
    assert secret not in queries.linkable(cast.lin, customer)
    with pytest.raises(NotAllowed):
        link(secret, record=customer, actor=cast.lin, now=now)
    client.force_login(cast.lin)
    answer = client.post(reverse("knowledge:link", args=[KIND, customer.pk]), {"article": secret.pk})
    assert answer.status_code == 422
    assert not Link.objects.exists()


def test_pm_11_deleting_the_main_object_removes_links_and_no_knowledge(cast, now, customer):
    one = article("电主轴选型", actor=cast.lin, now=now)
    link(one, record=customer, actor=cast.lin, now=now)
    move_to_bin(customer, reason="重复", actor=cast.lin, now=now)
    customer.refresh_from_db()
    assert Link.objects.count() == 1
    remove_finally(customer, actor=cast.lin, now=now)
    assert not Link.objects.exists()
    assert Article.objects.filter(pk=one.pk, deleted_at=None).exists()
    assert not [finding for finding in doctor.run() if finding.kind == "knowledge.link"]


def test_pm_12_linked_knowledge_shows_only_what_one_may_read(cast, now, customer, client):
    secret = article("底价政策", actor=cast.bai, now=now, data_roles=["crm_supervisor"])
    shown = article("选型指南", actor=cast.bai, now=now)
    for one in (secret, shown):
        link(one, record=customer, actor=cast.bai, now=now)
    add_related(customer, employees=[cast.zhou], actor=cast.lin, now=now)
    places = (f"/customers/{customer.pk}?tab=knowledge", f"/api/v1/knowledge/on/{KIND}/{customer.pk}")
    for person, addresses in ((cast.lin, places), (cast.zhou, (*places, f"/timeline/{KIND}/{customer.pk}"))):
        client.force_login(person)
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200
            assert "底价政策" not in page.content.decode()
    assert [one.article for one in queries.shown_links(cast.lin, customer)] == [shown]
    assert {one.article for one in queries.shown_links(cast.bai, customer)} == {secret, shown}


def test_pm_13_only_who_has_the_management_menu_creates_edits_and_deletes(cast, now, client):
    one = article("选型指南", actor=cast.lin, now=now)
    for act in (
        lambda: article("自己写的", actor=cast.zhou, now=now),
        lambda: write_article(one, values={"title": "改"}, actor=cast.zhou, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
    client.force_login(cast.zhou)
    assert reverse("knowledge:managed") not in client.get("/knowledge").content.decode()
    for name, args in (("managed", []), ("create", []), ("manage", [one.pk]), ("edit", [one.pk]), ("bin", [one.pk]),
                       ("categories", []), ("category_new", [])):
        assert client.get(reverse(f"knowledge:{name}", args=args)).status_code == 403, name
    client.force_login(cast.lin)
    assert client.post(reverse("knowledge:bin", args=[one.pk]), {"reason": "过时"}).status_code == 302
    assert "选型指南" not in _titles(cast.zhou)


def test_pm_14_who_manages_adds_data_roles(cast, now, client):
    one = article("选型指南", actor=cast.lin, now=now)
    assert "选型指南" in _titles(cast.zhou)
    client.force_login(cast.lin)
    data = {"title": one.title, "body": one.body, "category": one.category_id, "data_roles": ["quality"], "revision": 1,
            "position": 0, "is_published": "on"}
    assert client.post(reverse("knowledge:edit", args=[one.pk]), data).status_code == 302
    assert "选型指南" not in _titles(cast.zhou)
    assert "选型指南" in _titles(cast.han)


def test_pm_15_browsing_is_for_reading_and_comments_may_be_written(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now)
    for person in (cast.zhou, cast.bai):
        client.force_login(person)
        page = client.get(reverse("knowledge:detail", args=[one.pk])).content.decode()
        assert "选型指南的正文" in page
        for name in ("edit", "bin"):
            assert reverse(f"knowledge:{name}", args=[one.pk]) not in page
    client.force_login(cast.zhou)
    assert client.post(f"/timeline/knowledge.article/{one.pk}/comments", {"text": "第三条很有用"}).status_code == 302
    assert Comment.objects.get(object_id=one.pk).author == cast.zhou


def test_pm_16_attachments_are_added_only_by_who_manages(cast, now, client):
    one = article("选型指南", actor=cast.lin, now=now)
    client.force_login(cast.zhou)
    assert client.post(f"/attachments/knowledge.article/{one.pk}", {"file": upload()}).status_code == 403
    client.force_login(cast.lin)
    assert client.post(f"/attachments/knowledge.article/{one.pk}", {"file": upload()}).status_code == 302
    file = Attachment.objects.get(object_id=one.pk)
    client.force_login(cast.zhou)
    assert file.name in client.get(reverse("knowledge:detail", args=[one.pk])).content.decode()
    answer = client.get(f"/attachments/{file.pk}")
    assert b"".join(answer.streaming_content)
    answer.close()


def test_pm_17_without_a_data_role_everybody_reads_it(cast, now, client):
    one = article("选型指南", actor=cast.bai, now=now)
    RoleHolder.objects.filter(employee=cast.ma).delete()
    for person in (cast.zhou, cast.ding, cast.han, cast.ma):
        assert "选型指南" in _titles(person)
        client.force_login(person)
        assert "选型指南" in client.get("/knowledge?view=all").content.decode()
        assert client.get(reverse("knowledge:detail", args=[one.pk])).status_code == 200


def test_pm_18_with_a_data_role_only_its_members_read_it(cast, now, client):
    one = article("索赔口径", actor=cast.bai, now=now, data_roles=["quality"])
    hint = reverse("knowledge:hint", args=[one.pk])
    assert "索赔口径" in _titles(cast.han)
    for person in (cast.zhou, cast.lin, cast.bai):
        assert "索赔口径" not in _titles(person)
        client.force_login(person)
        assert "索赔口径" not in client.get("/knowledge?view=all").content.decode()
        assert client.get(hint).status_code == 404
    client.force_login(cast.zhou)
    assert client.get(reverse("knowledge:detail", args=[one.pk])).status_code == 404
    assert client.get(f"/api/v1/knowledge/{one.pk}").status_code == 404
    client.force_login(cast.bai)
    managed = client.get(reverse("knowledge:managed")).content.decode()
    assert "索赔口径" in managed
    assert ">质量<" in managed
    RoleHolder.objects.create(employee=cast.zhou, role=Role.objects.get(key="quality"))
    assert "索赔口径" in _titles(cast.zhou)


def test_pm_19_every_node_and_leaf_may_be_chosen_as_category(cast, now, client):
    top = category("产品", actor=cast.bai)
    middle = category("主轴", actor=cast.bai, parent=top)
    leaf = category("电主轴", actor=cast.bai, parent=middle)
    offered = {str(value) for value, _label in ArticleForm().fields["category"].choices}
    assert {str(one.pk) for one in (top, middle, leaf)} <= offered
    client.force_login(cast.bai)
    for one in (top, middle, leaf):
        data = {"title": f"放在{one.name}", "body": "正文", "category": one.pk, "position": 0, "is_published": "on"}
        assert client.post(reverse("knowledge:create"), data).status_code == 302
    assert Article.objects.filter(category__in=[top, middle, leaf]).count() == 3


def test_pm_20_children_may_be_added_under_a_node_in_use(cast, now, client):
    top = category("产品", actor=cast.bai)
    article("总览", actor=cast.bai, now=now, category=top)
    client.force_login(cast.bai)
    client.post(reverse("knowledge:category_new"), {"name": "主轴", "parent": top.pk, "position": 0})
    child = top.children.get()
    article("主轴总览", actor=cast.bai, now=now, category=child)
    assert queries.with_all_below([top.pk]) == {top.pk, child.pk}
