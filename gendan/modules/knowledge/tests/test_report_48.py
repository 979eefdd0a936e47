"""Report 48: which knowledge is used, and which nobody opens."""

from datetime import timedelta

from django.urls import reverse

from gendan.modules.knowledge import reports
from gendan.modules.knowledge.actions import link, note_reading
from gendan.modules.knowledge.models import Article, Reading
from gendan.modules.knowledge.tests.factories import article
from gendan.spine.timeline.actions import add_comment


def test_report_48_counts_openings_readers_links_and_comments(cast, now, customer, client):
    one, two = (article(title, actor=cast.bai, now=now) for title in ("选型指南", "轴承润滑"))
    for person, at_work in ((cast.zhou, True), (cast.zhou, False), (cast.he, False)):
        note_reading(one, reader=person, now=now, at_work=at_work)
    note_reading(two, reader=cast.he, now=now - timedelta(days=1))
    link(one, record=customer, actor=cast.lin, now=now)
    add_comment(one, text="有用", actor=cast.zhou, now=now)
    rows = {row["title"]: row for row in reports.usage(Reading.objects.all())}
    first = rows["选型指南"]
    assert [first[key] for key in ("times", "at_work", "readers", "links", "comments")] == [3, 1, 2, 1, 1]
    assert rows["轴承润滑"]["times"] == 1
    client.force_login(cast.zhou)
    page = client.get("/reports/knowledge?period=all").content.decode()
    assert "选型指南" in page
    assert reverse("knowledge:detail", args=[one.pk]) in page


def test_report_48_counts_only_what_the_person_may_read(cast, now, client):
    one = article("索赔口径", actor=cast.bai, now=now, data_roles=["quality"])
    note_reading(one, reader=cast.han, now=now)
    for person, seen in ((cast.han, True), (cast.zhou, False)):
        client.force_login(person)
        assert ("索赔口径" in client.get("/reports/knowledge?period=all").content.decode()) is seen


def test_report_48_names_what_nobody_opens(cast, now, empty_shelf):
    one, two, three = (article(title, actor=cast.bai, now=now - timedelta(days=200)) for title in ("甲篇", "乙篇", "丙篇"))
    note_reading(one, reader=cast.he, now=now - timedelta(days=3))
    note_reading(two, reader=cast.he, now=now - timedelta(days=120))
    rows = reports.unread(Article.objects.all(), now=now)
    assert [(row["title"], row["last"]) for row in rows] == [("乙篇", (now - timedelta(days=120)).date()), ("丙篇", None)]
    assert three.pk == rows[1]["article"]
