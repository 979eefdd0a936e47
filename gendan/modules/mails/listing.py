"""The list of threads."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.filters import Custom, Dates, Person, YesNo

UNMATCHED = Q(customer=None, automatic=False)

THREADS = Listing(
    key="mails",
    kind="mails.thread",
    title=_("E-mails"),
    lead=Lead(title=_("correspondent"), value=lambda row: row.counterpart_name or row.counterpart or "—"),
    columns=(
        Column(key="subject", title=_("subject"), width=320),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=140),
        Column(key="last_at", title=_("last mail"), format=Format.MOMENT, width=112, order="newest"),
        Column(key="count", title=_("mails"), format=Format.NUMBER, width=56),
        Column(key="waiting_since", title=_("waiting since"), format=Format.MOMENT, width=112, order="waiting"),
        Column(key="unread", title=_("unread"), format=Format.YES_NO, width=56),
        Column(key="private", title=pgettext_lazy("mail", "private"), format=Format.YES_NO, width=56),
        Column(key="owner", title=_("mailbox of"), format=Format.PERSON, width=96),
        Column(key="counterpart", title=_("address"), width=200, default=False),
        Column(key="record_title", title=_("about"), width=160, default=False),
    ),
    orders=(
        Order(key="newest", title=_("newest first"), fields=(("last_at", "desc"),)),
        Order(key="waiting", title=_("waiting longest"), fields=(("waiting_since", "asc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("My mailboxes"), query="f.owner=me"),
        View(key="answer", title=_("To answer"), query="f.owner=me&f.phase=answer"),
        View(key="waiting", title=_("Without answer"), query="f.owner=below&f.phase=waiting&sort=waiting"),
        View(key="unmatched", title=_("Not attached"), query="f.phase=unmatched"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("mailbox of"), quick=True),
        Custom(key="phase", title=_("state"), quick=True, meanings=(
            ("answer", _("to answer"), lambda _asked: Q(answer_todo_id__isnull=False)),
            ("waiting", _("answer awaited"), lambda _asked: Q(waiting_since__isnull=False)),
            ("unmatched", _("not attached to a customer"), lambda _asked: UNMATCHED),
            ("bounced", _("bounced"), lambda _asked: Q(mails__state="bounced")),
        )),
        YesNo(key="unread", title=_("unread"), quick=True),
        YesNo(key="automatic", title=_("automatic")),
        Dates(key="last_at", title=_("last mail"), ranges=("today", "this_week", "last_week", "this_month", "last_30_days")),
    ),
    related=("customer", "owner"),
    search=lambda text: Q(subject__icontains=text) | Q(counterpart__icontains=text) | Q(counterpart_name__icontains=text),
    search_words=_("subject, correspondent, address"),
    list_url="mails:list",
    create=("mails:new", _("Write an e-mail")),
    next_step=False,
    peek=False,
    empty=_("No e-mail yet. Connect a mailbox on your own page under “My mailboxes”."),
)
