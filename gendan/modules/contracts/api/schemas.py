"""What contracts look like over REST."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from ninja import Field, Schema

from gendan.api.masking import Masked
from gendan.api.own import WithOwn, own_field
from gendan.api.schemas import Page
from gendan.modules.contracts.access import CONTRACT as KIND


class ContractOut(Masked, WithOwn):
    """One version of a contract; `amount` in its currency with tax, `amount_cny` in yuan."""

    mask_kind: ClassVar[str] = KIND
    id: int
    number: str
    version: int
    amends_id: int | None
    renews_id: int | None
    change_reason: str
    name: str
    kind_id: int
    customer_id: int
    contact_id: int | None
    opportunity_id: int | None
    market: str
    taken: str
    noted: str
    currency: str
    amount: Decimal
    amount_cny: Decimal
    settlement: str
    delivery_on: date | None
    delivery_terms: str
    main_terms: str
    starts_on: date | None
    ends_on: date | None
    special: bool
    special_reason: str
    review_number: str
    parties: list[str]
    approval: str
    approver_id: int | None
    submitted_at: datetime | None
    reviewed_at: datetime | None
    proposal: str
    confirmed_by: str
    confirmed_on: date | None
    signed_on: date | None
    our_signatory: str
    their_signatory: str
    archive_place: str
    supply: str
    no_order_reason: str
    state: str
    state_kind: str
    owner_id: int | None
    department_id: int | None
    next_title: str
    next_due_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int
    own: dict[str, Any] = own_field(KIND)


class ContractPage(Page):
    items: list[ContractOut]


class ContractValues(Schema):
    """What is written of a contract; amounts follow from its lines."""

    contact_id: int | None = None
    market: str = "domestic"
    taken: str = "written"
    noted: str = ""
    currency: str = "CNY"
    settlement: str = "transfer"
    delivery_on: date | None = None
    delivery_terms: str = Field("", max_length=300)
    main_terms: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    special: bool = False
    special_reason: str = Field("", max_length=300)


class ContractIn(ContractValues):
    """A new contract, of a customer or of an opportunity."""

    name: str = Field(min_length=1, max_length=160)
    customer_id: int | None = None
    opportunity_id: int | None = None
    kind_id: int | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)


class ContractChange(Schema):
    """Fields to change; `revision` as it was read, so that nobody's work is overwritten."""

    revision: int
    name: str | None = None
    kind_id: int | None = None
    market: str | None = None
    taken: str | None = None
    noted: str | None = None
    currency: str | None = None
    settlement: str | None = None
    delivery_on: date | None = None
    delivery_terms: str | None = None
    main_terms: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    special: bool | None = None
    special_reason: str | None = None
    change_reason: str | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)


class SignatureOut(Schema):
    """Who signed when, by which means, and the copy with its hash; empty before the signature."""

    signed_on: date | None
    signed_how: str
    our_signatory: str
    their_signatory: str
    file: str | None = Field(None, alias="signed_paper.name")
    sha256: str | None = Field(None, alias="signed_paper.sha256")


class CopyOut(Schema):
    """Whether the kept file is the one that was signed."""

    unchanged: bool


class ContractFilter(Schema):
    """Narrow the list."""

    state: str | None = None
    number: str | None = None
    owner_id: int | None = None
    customer_id: int | None = None
    opportunity_id: int | None = None
    special: bool | None = None


class KindOut(Schema):
    """A kind of contract: who reviews it beside sales, who approves it."""

    id: int
    name: str
    parties: list[str]
    approval: str
    with_proposal: bool


class LineOut(Schema):
    product_id: int | None
    name: str
    specification: str
    quantity: Decimal
    unit: str
    price: Decimal
    tax_rate: Decimal
    amount: Decimal


class LineIn(Schema):
    """What is sold; `price` for one with tax, in the currency of the contract."""

    product_id: int | None = None
    name: str = Field("", max_length=160)
    specification: str = Field("", max_length=200)
    quantity: Decimal = Field(gt=0)
    unit: str = Field("", max_length=20)
    price: Decimal = Field(ge=0)
    tax_rate: Decimal = Field(Decimal(13), ge=0, le=100)


class TermOut(Schema):
    share: Decimal
    after: str
    days: int
    amount: Decimal
    note: str


class TermIn(Schema):
    """A payment: a share in percent, so many days after something."""

    share: Decimal = Field(gt=0, le=100)
    after: str = "signing"
    days: int = Field(0, ge=0)
    note: str = Field("", max_length=120)


class RequirementRow(Schema):
    """Something that the goods must fulfil; `met` is "yes", "no", "not" or empty."""

    nature: str = "stated"
    text: str = Field(min_length=1, max_length=300)
    is_special: bool = False
    met: str = ""
    answer: str = Field("", max_length=300)


class DifferenceOut(Schema):
    id: int
    subject: str
    ours: str
    theirs: str
    party: str
    raised_at: datetime
    resolution: str
    evidence: str
    closed_at: datetime | None


class DifferenceIn(Schema):
    subject: str = Field(min_length=1, max_length=120)
    ours: str = Field("", max_length=500)
    theirs: str = Field("", max_length=500)


class ResolutionIn(Schema):
    """What was agreed, and what proves it."""

    resolution: str = Field(min_length=1, max_length=500)
    evidence: str = Field(min_length=1, max_length=200)


class StockIn(Schema):
    """The warehouse's answer."""

    enough: bool
    qualified: bool
    note: str = Field("", max_length=300)


class SignatureIn(Schema):
    """Both signatures; the paper comes with it as a file."""

    signed_on: date
    our_signatory: str = Field(min_length=1, max_length=60)
    their_signatory: str = Field(min_length=1, max_length=60)


class AmendIn(Schema):
    change_reason: str = Field(min_length=1, max_length=300)


class NoOrderIn(Schema):
    reason: str = Field(min_length=1, max_length=200)
