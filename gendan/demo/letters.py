"""E-mails of the made-up company: what came in, what was answered, what waits, and one from nobody known."""

from datetime import datetime, timedelta

from gendan.demo.world import World
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.mails import actions as mails
from gendan.modules.mails.models import Draft, Folder, Mailbox
from gendan.modules.mails.reading.parse import Parsed
from gendan.spine.org.models import Employee

WRITERS = ("zhou", "ma")
NEVER = timedelta(days=36_500)  # there are no such servers: nobody is asked
ASKED = (
    ("GICL-5 联轴器 60 套询价", "您好：\n\n请报 60 套 GICL-5 的单价和交期，键槽按 GB/T 1095。\n另外请附一份第三方硬度报告。"),
    ("上批货的两处毛刺", "您好：\n\n上批到货有两件端面毛刺，照片已拍。请告知怎么处理？"),
)
ANSWER = "{name}您好：\n\nGICL-5 每套 1,280 元，60 套四周交货，报告随货。\n先寄两套样件给您试装，可以吗？"
OFFER = "{name}您好：\n\n按上次谈的规格，报价如下：单价 1,340 元，含键，三周交货。\n这个交期能配合您的检修吗？"
TICKED = ["read", "understood", "reread", "files"]


def write(world: World, *, now: datetime) -> None:
    """A few mails for each writer, through the same verbs that people use."""
    for login in WRITERS:
        person = world.people[login]
        box = _connect(person, now=now)
        found = _people_of(person)
        for number, (contact, (subject, text)) in enumerate(zip(found, ASKED, strict=False)):
            _come_in(box, contact.name, contact.email, subject, text, now=now + timedelta(minutes=number))
        if found:
            _answer(box, found[0], now=now + timedelta(minutes=8))
        if len(found) > 2:
            _offer(found[2], person, now=now + timedelta(minutes=12))
        _come_in(box, "Sam Iwan", f"sam.{login}@northwind.example", "Couplings for a paper mill", "Dear Sir,\n\nDo you make GICL couplings up to 1,250 Nm?\n\nSam", now=now)


def _connect(person: Employee, *, now: datetime) -> Mailbox:
    return Mailbox.objects.create(
        name=person.name, address=f"{person.username}@lichuan.example", sender_name=person.name, owner=person, username=person.username,
        imap_host="mail.lichuan.example", smtp_host="mail.lichuan.example", since=now.date(), connected_at=now - timedelta(days=1),
        next_fetch_at=now + NEVER, signature=f"{person.name}\n砺川传动 {person.department.name}",
    )


def _people_of(person: Employee) -> list[Contact]:
    """The first contact of some customers, with an address."""
    rows = Customer.objects.filter(owner=person, state_kind="open", valid=True, deleted_at=None).order_by("-abc", "pk")
    found = []
    for number, customer in enumerate(rows[:3]):
        contact = customer.contacts.filter(is_active=True).first()
        if contact is not None:
            address = contact.email or f"buyer{number}.{person.username}@customer{customer.pk}.example"
            values = {"email": address}
            found.append(customers.change_contact(contact, values=values, actor=person, now=customer.updated_at))
    return found


def _come_in(box: Mailbox, name: str, address: str, subject: str, text: str, *, now: datetime) -> None:
    folder, _made = Folder.objects.get_or_create(mailbox=box, name="INBOX", defaults={"role": Folder.Role.INBOX})
    folder.refresh_from_db()
    uid = folder.last_uid + 1
    parsed = Parsed(
        message_id=f"<{box.pk}.{uid}@{address.partition('@')[2]}>", sender=(name, address), to=[(box.owner.name, box.address)],
        subject=subject, text=text, date=now, fingerprint=f"demo-{box.pk}-{uid}", size=len(text.encode()),
    )
    mails.receive(parsed, folder=folder, uid_validity=1, uid=uid, now=now)


def _answer(box: Mailbox, contact: Contact, *, now: datetime) -> None:
    mail = box.mails.filter(incoming=True, thread__contact=contact).first()
    if mail is not None:
        draft = mails.answer(mail, actor=box.owner, now=now)
        _send(draft, ANSWER.format(name=contact.name), subject="GICL-5 报价与样件", actor=box.owner, now=now)


def _offer(contact: Contact, person: Employee, *, now: datetime) -> None:
    draft = mails.begin(actor=person, now=now, customer=contact.customer, contact=contact)
    _send(draft, OFFER.format(name=contact.name), subject="报价", actor=person, now=now)


def _send(draft: Draft, text: str, *, subject: str, actor: Employee, now: datetime) -> None:
    values = {"text": text, "subject": subject, "ticks": TICKED}
    kept = mails.keep_draft(draft, values=values, actor=actor, now=now)
    mails.note_sent(mails.send(kept, actor=actor, now=now), refused={}, now=now)
