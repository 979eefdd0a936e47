"""What the house says by itself is read in the reader's language; what people wrote stays."""

import copy
import pickle

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gendan.spine import words
from gendan.spine.bulk import copy_in
from gendan.spine.procedures.models import Todo

KEY = "test.arrange"


@pytest.fixture(autouse=True)
def sentence():
    words.declare(KEY, _("Arrange the next step"))
    words.declare("test.filled", "call %(name)s, “%(name)s”")
    yield
    del words._SENTENCES[KEY], words._SENTENCES["test.filled"]


def _saved(cast, now, title, many=1):
    rows = [
        Todo(key="x", title=title, assignee=cast.lin, department=cast.lin.department, due_at=now, created_at=now,
             record_kind="customers.customer", record_id=number)
        for number in range(many)
    ]
    copy_in(rows)
    return Todo.objects.get(pk=rows[0].pk)


@pytest.mark.parametrize("many", [1, 12])
def test_a_sentence_is_read_in_the_language_of_the_reader(cast, now, many):
    with translation.override("en"):
        todo = _saved(cast, now, words.say(KEY), many)
        assert todo.title == "Arrange the next step"
    assert f"{todo.title}" == "%s" % todo.title == str(todo.title) == "安排下一步"  # noqa: UP031
    assert Todo.objects.values_list("title", flat=True).get(pk=todo.pk) == "安排下一步"


def test_saving_keeps_the_sentence_and_a_persons_words(cast, now):
    todo = _saved(cast, now, words.say("test.filled", "高鹏"))
    todo.save()
    assert Todo.objects.get(pk=todo.pk).title.key == "test.filled"
    assert str(todo.title) == "call 高鹏, “高鹏”"
    todo.title = "100% %(name)s"
    todo.save()
    assert Todo.objects.get(pk=todo.pk).title == "100% %(name)s"


def test_copies_stay_sentences():
    said = words.say("test.filled", "高鹏")
    assert copy.deepcopy(said).stored == pickle.loads(pickle.dumps(said)).stored == said.stored  # noqa: S301


def test_both_kinds_are_found_as_they_are_read_and_never_by_their_key(cast, now):
    _saved(cast, now, words.say(KEY))
    _saved(cast, now, words.say("test.filled", "高(鹏"))
    _saved(cast, now, "安排 arrange")

    def found(text):
        return Todo.objects.filter(words.matching("title", text)).count()

    assert [found(text) for text in ("安排", "高(鹏", "ARRANGE", "test", ".*")] == [2, 1, 1, 0, 0]
    with translation.override("en"):
        assert found("next step") == 1
