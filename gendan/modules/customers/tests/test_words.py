"""The next step that the house asks for is read in the reader's language, wherever it stands."""

import json
import re
from html import escape
from urllib.parse import quote

import pytest
from django.utils import translation

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.spine.org.actions import set_language
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Entry
from gendan.spine.timeline.queries import facts_of

CHINESE = re.compile("[一-鿿]")


@pytest.fixture
def customer(cast, now) -> Customer:
    with translation.override("en"):
        return register_customer({"name": "Blue Rock"}, actor=cast.zhou, now=now)


def test_what_was_begun_in_english_is_read_in_chinese(customer):
    todo = Todo.objects.get(record_id=customer.pk, status="open")
    shown = Customer.objects.get(pk=customer.pk).next_title
    assert all(CHINESE.search(str(text)) for text in (todo.title, todo.context, shown, customer.next_title))
    assert shown == todo.title


def test_lists_pages_and_the_api_speak_the_readers_language(client, cast, customer):
    title = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            title[language] = str(Customer.objects.get(pk=customer.pk).next_title)
    assert not CHINESE.search(title["en"])
    for language, other in (("zh-hans", "en"), ("en", "zh-hans")):
        set_language(cast.zhou, language=language)
        client.force_login(cast.zhou)
        for page in ("/", "/customers", f"/customers/{customer.pk}", "/todos", f"/todos?q={quote(title[language])}"):
            shown = client.get(page).content.decode()
            assert escape(title[language]) in shown, (language, page)
            assert escape(title[other]) not in shown, (language, page)
        answer = json.loads(client.get(f"/api/v1/customers/{customer.pk}").content)
        assert answer["next_title"] == title[language]


def test_the_story_tells_it_in_the_readers_language(cast, now, customer):
    todo = Todo.objects.get(record_id=customer.pk, status="open")
    with translation.override("en"):
        todos.complete(
            todo, actor=cast.zhou, now=now, then=todos.Next(title="send prices", due_at=now.replace(year=2027))
        )
    entry = Entry.objects.get(verb="todo.done")
    assert CHINESE.search(facts_of(entry)["title"])
    with translation.override("en"):
        assert not CHINESE.search(facts_of(entry)["title"])
