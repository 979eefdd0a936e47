"""What goes in and out: customers, contacts, and the input of their verbs."""

from datetime import datetime
from typing import Any, ClassVar

from ninja import Field, ModelSchema, Schema

from gendan.api.masking import Masked
from gendan.api.own import WithOwn, own_field
from gendan.api.schemas import Page, ReasonIn
from gendan.modules.customers.forms import EDITABLE
from gendan.modules.customers.models import Consent, Contact, Customer, ProspectState

KIND, CONTACT = "customers.customer", "customers.contact"
PERSON = (
    "name", "form_of_address", "position", "department_name", "phone", "mobile", "wechat", "qq", "other_chat", "email",
    "decides", "path_to_decision", "motive", "style", "note", "is_main",
)


class CustomerOut(Masked, WithOwn, ModelSchema):
    """A customer; amounts in yuan."""

    mask_kind: ClassVar[str] = KIND
    owner_id: int | None
    department_id: int | None
    parent_id: int | None
    own: dict[str, Any] = own_field(KIND)

    class Meta:
        model = Customer
        fields: ClassVar = [
            "id", "code", *(name for name in EDITABLE if name != "parent"), "time_class", "transaction_class",
            "follow_kind", "prospect_state", "valid", "loyalty", "satisfaction", "completeness", "state", "state_kind",
            "state_since", "next_title", "next_due_at", "last_activity_at", "created_at", "updated_at", "revision",
        ]


class CustomerPage(Page):
    items: list[CustomerOut]


class CustomerIn(ModelSchema):
    """What may be written about a customer; only what is sent is changed."""

    parent_id: int | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)

    class Meta:
        model = Customer
        fields: ClassVar = [name for name in EDITABLE if name != "parent"]
        fields_optional = "__all__"


class ContactIn(ModelSchema):
    """What may be written about a person; personal notes need consent and are written on the page."""

    own: dict[str, Any] | None = own_field(CONTACT, given=True)

    class Meta:
        model = Contact
        fields: ClassVar = list(PERSON)
        fields_optional = "__all__"


class ContactOut(Masked, WithOwn, ModelSchema):
    """A person at a customer."""

    mask_kind: ClassVar[str] = KIND
    customer_id: int
    own: dict[str, Any] = own_field(CONTACT)

    class Meta:
        model = Contact
        fields: ClassVar = ["id", *PERSON, "is_active", "created_at", "updated_at", "revision"]


class RegisterIn(Schema):
    """A new customer; `duplicate_reason` says why it is new although a like one exists."""

    customer: CustomerIn
    contact: ContactIn | None = None
    state: str = "search"
    duplicate_reason: str = ""


class ChangeIn(Schema):
    """Fields to change, and the revision that was read."""

    revision: int
    customer: CustomerIn
    duplicate_reason: str = ""


class ContactChange(Schema):
    """Fields to change, and the revision that was read."""

    revision: int
    contact: ContactIn


class OwnerIn(Schema):
    """The new responsible employee, and why."""

    owner_id: int
    reason: str = Field(min_length=1, max_length=200)
    with_open: bool = True


class ConsentIn(Schema):
    """Whether the person may be written to by one channel, or whether a group of fields ("birthday") may be kept."""

    channel: str
    given: bool
    way: Consent.Way = Consent.Way.SPOKEN
    how: str = ""


class ReasonOut(Schema):
    """Why two are alike."""

    key: str
    text: str
    hard: bool


class HitOut(Schema):
    """A customer that may be the same; a masked one shows its department only."""

    customer: int
    name: str
    score: int
    masked: bool
    reasons: list[ReasonOut]
    owner: str
    department: str
    state: str
    blocks: bool


class PersonOut(Schema):
    """Somebody who works on the customer."""

    id: int
    name: str
    department_id: int


class RelatedIn(Schema):
    """Who works on it too."""

    employee_ids: list[int] = Field(min_length=1)
    reason: str = ""


class ProspectIn(Schema):
    """The prospect state of F02, and why."""

    state: ProspectState
    reason: str = Field(min_length=1, max_length=200)


class ClearIn(Schema):
    """No competitor after all; whether the qualification papers came."""

    qualification_received: bool = False
    reason: str = Field(min_length=1, max_length=200)


class ValidIn(ReasonIn):
    """Whether it is a valid customer (F84)."""

    valid: bool


class ClassesIn(Schema):
    """The classes of F49; what is empty is not touched."""

    abc: str = ""
    importance: str = ""
    priority: str = ""
    rating: int | None = None
    strategic: bool | None = None


class OwnerChangeOut(Schema):
    """Who handed it to whom, and why."""

    at: datetime
    previous_id: int | None
    owner_id: int | None
    reason: str


class CustomerFilter(Schema):
    """Narrow the list."""

    owner_id: int | None = None
    department_id: int | None = None
    abc: str | None = None
    state: str | None = None
    code: str | None = None


class AskedIn(Schema):
    """What to compare."""

    name: str = ""
    phone: str = ""
    credit_code: str = ""
    email: str = ""
