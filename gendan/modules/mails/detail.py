"""The page of one thread."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.mails import queries
from gendan.modules.mails.actions.filing import is_readers
from gendan.modules.mails.models import Draft, Thread
from gendan.modules.mails.page import buttons_of, letters_of
from gendan.spine.access.queries import masked, may
from gendan.ui import formats
from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.detail.story import STORY
from gendan.ui.listing.filters import Asked

KIND = "mails.thread"


def mails_tab(record: Thread, asked: Asked) -> dict[str, Any]:
    """The mails, and what the person has begun to write."""
    return {
        "letters": letters_of(record), "may_edit": bool(may(asked.user, "edit", record)),
        "drafts": Draft.objects.visible_to(asked.user).filter(thread=record).order_by("-updated_at"),
        "readers": is_readers(record, asked.user),
    }


def count(record: Thread, asked: Asked) -> int:  # noqa: ARG001
    """How many mails."""
    return record.count


def _near(record: Thread, asked: Asked) -> dict[str, Any]:
    """The customer with the writer, and other conversations with them."""
    others = queries.threads_of(Thread.objects.visible_to(asked.user), record.customer) if record.customer else Thread.objects.none()
    return {"near": others.exclude(pk=record.pk)[:5], "hides_phone": masked(asked.user, "customers.customer", "mobile")}


def figures(record: Thread, asked: Asked) -> list[Figure]:
    """Who it is with, and where it stands."""
    waits = record.waiting_since
    state = _("answer awaited") if waits else _("to answer") if record.answer_todo_id else "—"
    return [
        Figure(label=_("correspondent"), value=record.counterpart_name or record.counterpart, note=record.counterpart),
        Figure(label=_("customer"), value=str(record.customer or _("not attached")),
               url=f"/customers/{record.customer_id}" if record.customer_id else ""),
        Figure(label=_("last mail"), value=formats.due_dated(record.last_at, now=asked.now)),
        Figure(label=_("state"), value=state, note=_("since %s") % formats.date_short(waits, today=asked.today) if waits else ""),
    ]


def tags(record: Thread) -> list[Any]:
    """Small words behind the subject."""
    return [word for word, holds in (
        (pgettext("mail", "private"), record.private), (_("automatic"), record.automatic), (record.record_title, True),
    ) if holds and word]


def buttons(record: Thread, asked: Asked) -> list[Button]:
    """Answer, put where it belongs, and find out why nobody answers."""
    edit, url = may(asked.user, "edit", record), lambda name: reverse(f"mails:{name}", args=[record.pk])
    follow = may(asked.user, "follow", record.customer) if record.customer else edit
    rights: dict[str, Any] = {"allowed": edit.allowed, "reason": edit.reason, "who": edit.who}
    found = [
        Button(key="answer", title=pgettext("mail", "Answer") if record.last_incoming else _("Write once more"), icon="send",
               url=url("answer"), allowed=follow.allowed, reason=follow.reason, who=follow.who),
    ]
    if record.waiting_since:
        found.append(Button(key="silence", title=_("No answer?"), icon="help", url=url("silence"), dialog=True,
                            allowed=follow.allowed, reason=follow.reason, who=follow.who))
    if record.customer is None:
        found += [
            Button(key="attach", title=_("Attach to a customer"), icon="users-plus", url=url("attach"), dialog=True, **rights),
            Button(key="new_customer", title=_("New customer"), icon="user-plus", url=url("new_customer"), dialog=True, **rights),
        ]
    else:
        found.append(Button(key="attach", title=_("Another customer"), icon="transfer", url=url("attach"), dialog=True, **rights))
        found.append(Button(key="detach", title=_("Take away from the customer"), icon="x", url=url("detach"), post=True, **rights))
    if is_readers(record, asked.user):
        title = _("Show to colleagues again") if record.private else _("Mark as private")
        found.append(Button(key="private", title=title, icon="lock", url=url("private"), post=True))
    return found + buttons_of(record, asked)


THREAD_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("E-mails"),
    listing="mails",
    url_name="mails:thread",
    name=str,
    tags=tags,
    related=("owner", "department", "customer", "contact"),
    figures=figures,
    buttons=buttons,
    path=False,
    next_step=False,
    tabs=(
        Tab(key="mails", title=gettext_lazy("E-mails"), template="mails/tab_mails.html", context=mails_tab, count=count),
        STORY,
    ),
    cards=(Card(template="mails/card_customer.html", context=_near, shown=lambda record, _asked: record.customer_id is not None), Card(template="mails/card_silence.html", context=lambda record, _asked: {"diagnoses": record.diagnoses.all()[:5]},
                shown=lambda record, _asked: record.diagnoses.exists()),),
)
