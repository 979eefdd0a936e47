"""What mails hold on a person (U12); those about a signed contract are set aside, the others emptied."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.mails.models import Approach, Bounce, Draft, Mail, ShortMessage, Thread
from gendan.modules.opportunities.held import signed
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Duty, Holding, Person
from gendan.spine.timeline import files
from gendan.spine.timeline.models import Attachment

DEAL = "opportunities.opportunity"
EMPTIED = {"subject": "", "text": "", "html": "", "notes": "", "inline": {}}
PEOPLE = ("sender", "sender_name", "to", "cc")


def register() -> None:
    """Declare it; files go before the mails to which they belong."""
    persons.register(
        Holding(key="mails.file", group="letters", title=_("Files of e-mails"), rows=_files, fields=("name",), remove=_remove_files),
        Holding(
            key="mails.mail", group="letters", title=_("E-mails with the person"), rows=_mails, fields=("subject", "at"), texts=PEOPLE,
            change=EMPTIED, duty=Duty(key="contract", rows=_about_contracts, since=_since),
        ),
        Holding(
            key="mails.thread", group="letters", title=_("Conversations"), rows=_threads, fields=("subject", "counterpart", "counterpart_name"),
            change={"subject": "", "counterpart": "", "counterpart_name": "", "waiting_since": None},
        ),
        Holding(key="mails.draft", group="letters", title=_("Drafts of e-mails"), rows=_drafts, fields=("subject", "to"), remove=_remover(Draft)),
        Holding(key="mails.bounce", group="letters", title=_("Addresses that sent mail back"), rows=_bounces, fields=("address", "reason"), remove=_remover(Bounce)),
        Holding(key="mails.text", group="letters", title=_("Short messages from the person"), rows=_texts, fields=("text", "at"), remove=_remover(ShortMessage)),
        Holding(key="mails.approach", group="letters", title=_("Times the person was written to unasked"), rows=_approaches, fields=("channel", "at"), remove=_remover(Approach)),
    )


def _remover(model: Any) -> Any:
    def remove(ids: Collection[int], _now: datetime) -> None:
        model.objects.filter(pk__in=ids).delete()

    return remove


def _threads(person: Person) -> QuerySet[Thread]:
    return Thread.objects.filter(Q(contact=person.id) | Q(customer=person.main, counterpart__in=person.addresses))


def _mails(person: Person) -> QuerySet[Mail]:
    return Mail.objects.filter(thread__in=_threads(person))


def _files(person: Person) -> QuerySet[Attachment]:
    """Those of mails about a contract stay: they are the contract."""
    mails = _mails(person)
    bound = _about_contracts(mails).values("pk")
    return Attachment.objects.filter(kind="mails.mail", object_id__in=mails.exclude(pk__in=bound).values("pk"))


def _remove_files(ids: Collection[int], _now: datetime) -> None:
    rows = Attachment.objects.filter(pk__in=ids)
    files.delete_after_commit(rows.values_list("file", flat=True))
    rows.delete()


def _drafts(person: Person) -> QuerySet[Draft]:
    to = Q(contact=person.id)
    for address in person.addresses:
        to |= Q(to__icontains=address)
    return Draft.objects.filter(to)


def _bounces(person: Person) -> QuerySet[Bounce]:
    return Bounce.objects.filter(Q(contact=person.id) | Q(address__in=person.addresses))


def _approaches(person: Person) -> QuerySet[Approach]:
    return Approach.objects.filter(contact=person.id)


def _texts(person: Person) -> QuerySet[ShortMessage]:
    return ShortMessage.objects.filter(contact=person.id)


def _about_contracts(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(thread__record_kind=DEAL, thread__record_id__in=signed(Opportunity.objects.all()).values("pk"))


def _since(row: Mail) -> date:
    return timezone.localdate(row.at)
