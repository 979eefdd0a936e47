"""The texts that the house brings along (K1–K3, K7, K9–K13, K17, K22): laid once, then the company's own to change or delete."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from gendan.modules.knowledge.models import Article, Category, Laid
from gendan.spine.org import names

DATA = Path(__file__).parent / "data"
HEAD = re.compile(r"^(\w+): *(.*)$", re.MULTILINE)
CATEGORIES: tuple[tuple[str, str, str, str], ...] = (
    # key, Chinese, English, key of the node above
    ("talks", "话术与沟通", "Scripts and talks", ""),
    ("phone", "电话与聊天", "Telephone and chat", "talks"),
    ("visits", "拜访与面谈", "Visits and meetings", "talks"),
    ("mails", "邮件", "E-mail", "talks"),
    ("flows", "沟通流程", "Ways through a talk", "talks"),
    ("finding", "开拓客户", "Finding customers", ""),
    ("keeping", "跟进与维护", "Following and keeping", ""),
    ("service", "服务理念", "Ideas of service", ""),
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the house in both languages."""

    key: str
    head: dict[str, str]
    body: str
    title_en: str
    body_en: str


def texts() -> Iterator[Text]:
    """Every text in its order: "k01-phone.zh.md" with its English beside it."""
    for place in sorted(DATA.glob("*.zh.md")):
        head, body = _parted(place.read_text())
        english, body_en = _parted(place.with_name(place.name.replace(".zh.", ".en.")).read_text())
        yield Text(place.name.removesuffix(".zh.md"), head, body, english["title"], body_en)


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The lines before the first empty one, as names and values; and the rest."""
    head, _empty, body = text.partition("\n\n")
    return dict(HEAD.findall(head)), body.strip() + "\n"


def lay_articles(**_signal: Any) -> None:
    """Write what was never laid here before; runs after every migration. What the company removed does not return."""
    known = set(Laid.objects.values_list("key", flat=True))
    for position, (key, name, name_en, above) in enumerate(CATEGORIES):
        if key not in known:
            parent = Category.objects.filter(name=_name(above)).first()
            Category.objects.get_or_create(name=name, parent=parent, defaults={"name_en": name_en, "position": position})
            Laid.objects.create(key=key)
    for position, text in enumerate(texts()):
        if text.key not in known:
            _lay(text, position)
            Laid.objects.create(key=text.key)


def _name(key: str) -> str:
    return next((name for one, name, _english, _above in CATEGORIES if one == key), "")


def _lay(text: Text, position: int) -> None:
    now, wanted = timezone.now(), _name(text.head["category"])
    category = Category.objects.filter(name=wanted).first() or Category.objects.order_by("pk").first()
    if category is None:
        category = Category.objects.create(name=wanted)
    title = text.head["title"]
    Article.objects.create(
        title=title, body=text.body, title_en=text.title_en, body_en=text.body_en, category=category,
        moments=text.head.get("moments", "").split(), flow=text.head.get("flow", ""), position=position,
        pinyin=names.pinyin(title), initials=names.initials(title), created_at=now, updated_at=now,
    )
