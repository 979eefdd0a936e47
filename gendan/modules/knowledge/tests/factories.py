"""Articles and categories for tests."""

from datetime import datetime
from typing import Any

from gendan.modules.knowledge.actions import save_category, write_article
from gendan.modules.knowledge.models import Article, Category
from gendan.spine.org.models import Employee


def category(name: str, *, actor: Employee, parent: Category | None = None) -> Category:
    """A node of the tree."""
    return save_category(None, values={"name": name, "parent": parent}, actor=actor)


def article(title: str, *, actor: Employee, now: datetime, **values: Any) -> Article:
    """An article, open to everybody unless data roles are given."""
    place = values.pop("category", None) or Category.objects.first()
    given = {"title": title, "body": f"{title}的正文。", "category": place, **values}
    return write_article(None, values=given, actor=actor, now=now)
