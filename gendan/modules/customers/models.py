"""Customers, their contacts, consents, and the history of who was responsible."""

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.access.models import Scoped
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.names import person_initials
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Nature(models.TextChoices):
    """What kind of party it is (C5, F49)."""

    GOVERNMENT = "government", _("government or procurement office")
    SPECIAL = "special", _("special-business company")
    COMPANY = "company", _("ordinary company")
    CONSUMER = "consumer", _("consumer")
    PARTNER = "partner", _("cooperation partner")


class TimeClass(models.TextChoices):
    """C3, F49."""

    OLD = "old", _("old customer")
    NEW = "new", _("new customer")
    FUTURE = "future", _("future customer")


class TransactionClass(models.TextChoices):
    """C4, F49."""

    HAD = "had", _("has traded")
    HAVING = "having", _("is trading")
    WILL = "will", _("will trade")


class Importance(models.TextChoices):
    """C6, F49."""

    MAIN = "main", _("main customer")
    GENERAL = "general", _("general customer")
    SCATTERED = "scattered", _("scattered customer")


class Priority(models.TextChoices):
    """C7, F15."""

    BIG = "big", _("big customer")
    KEY = "key", _("key customer")
    NEW = "new", _("new customer")


class FollowKind(models.TextChoices):
    """The three kinds of follow-up (C12, F02.1 … F02.3)."""

    SERVICE = "service", _("service follow-up")
    CONVERSION = "conversion", _("conversion follow-up")
    LONG_TERM = "long_term", _("long-term follow-up")


class ProspectState(models.TextChoices):
    """C11, F02; the last two are derived in F02 (D)."""

    INTENT = "intent", _("intent customer")
    NEGOTIATING = "negotiating", _("customer in negotiation")
    COOPERATING = "cooperating", _("cooperating customer")
    SUSPECTED = "suspected", _("suspected competitor")
    DORMANT = "dormant", _("dormant customer")


class Source(models.TextChoices):
    """Where the customer came from: the prospecting methods of F46 and the ways of F26 (C14)."""

    ACQUAINTANCE = "acquaintance", _("acquaintances")
    PROFESSIONAL = "professional", _("professionals and mentors")
    COMPANY_LIST = "company_list", _("company lists and past customers")
    BUSINESS_CONTACT = "business_contact", _("authorities and associations")
    FELLOW_SELLER = "fellow_seller", _("fellow salespeople")
    OTHER_MEDIA = "other_media", _("customers of other media")
    NEWSPAPER = "newspaper", _("newspapers")
    INTERNAL_TIP = "internal_tip", _("internal tips and return visits")
    DIRECT_VISIT = "direct_visit", _("direct visit")
    CHAIN_REFERRAL = "chain_referral", _("chain referral")
    PREDECESSOR = "predecessor", _("predecessor's files")
    SALES_LETTER = "sales_letter", _("sales letters")
    TELEPHONE = "telephone", _("telephone")
    EXHIBITION = "exhibition", _("exhibition")
    RELATIONS = "relations", _("clubs and wider relations")
    STRANGER = "stranger", _("strangers")
    DIRECTORY = "directory", _("directories and internet")
    MARKET = "market", _("market")
    WALK_IN = "walk_in", _("walk-in")
    REFERRAL = "referral", _("referral")


class ABC(models.TextChoices):
    """C1, C2."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
    exclude=["name_dbl", "name_keys", "next_todo_id", "next_due_at", "next_title", "next_way", "last_activity_at"],
    meta={"indexes": [models.Index(fields=["pgh_obj_id", "-pgh_id"])]},
    obj_field=pghistory.ObjForeignKey(db_index=False, related_name="history"),
)
class Customer(Scoped, Followed, OwnFields):
    """A company or person the company deals with or hopes to (2.1 of the entities; F01, F49, F84).

    `name_key` is the core of the name and `name_keys` the numbers it shares with similar names, `phone_keys` all
    normalised numbers of the customer and its contacts, for the duplicate check; all are written by the actions and
    imports only. `name_dbl` doubles every character, so that
    a trigram index finds a word of two Chinese characters. `owned_since` is empty until the customer changes hands;
    `merged_into` is the survivor of a merge, where old addresses lead.
    """

    code = models.CharField(_("customer number"), max_length=30, unique=True)
    name = models.CharField(_("customer name"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    name_key = models.CharField(max_length=160, editable=False, default="")
    name_keys = ArrayField(models.IntegerField(), default=list, editable=False)
    name_dbl = models.GeneratedField(
        expression=models.Func(F("name"), function="gendan_doubled"), output_field=models.TextField(), db_persist=True
    )
    pinyin = models.CharField(max_length=400, blank=True, editable=False)
    initials = models.CharField(max_length=160, blank=True, editable=False)
    phone_keys = ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False)
    email_domain = models.CharField(max_length=120, blank=True, editable=False)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)

    nature = models.CharField(_("nature"), max_length=12, choices=Nature, default=Nature.COMPANY)
    foreign = models.BooleanField(_("foreign customer"), default=False)
    abc = models.CharField(_("class"), max_length=1, choices=ABC, blank=True)
    importance = models.CharField(_("importance"), max_length=10, choices=Importance, blank=True)
    priority = models.CharField(_("tracking priority"), max_length=5, choices=Priority, blank=True)
    time_class = models.CharField(_("time class"), max_length=6, choices=TimeClass, default=TimeClass.FUTURE)
    transaction_class = models.CharField(
        _("transaction class"), max_length=6, choices=TransactionClass, default=TransactionClass.WILL
    )
    follow_kind = models.CharField(
        _("kind of follow-up"), max_length=10, choices=FollowKind, default=FollowKind.CONVERSION
    )
    prospect_state = models.CharField(
        _("prospect state"), max_length=12, choices=ProspectState, default=ProspectState.INTENT
    )
    strategic = models.BooleanField(_("strategic customer"), default=False)
    valid = models.BooleanField(_("valid"), default=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=20), verbose_name=_("labels"), default=list, blank=True)

    source = models.CharField(_("source"), max_length=20, choices=Source, blank=True)
    source_note = models.CharField(_("source in detail"), max_length=120, blank=True)
    province = models.CharField(_("province"), max_length=40, blank=True)
    city = models.CharField(_("city"), max_length=40, blank=True)
    in_province = models.BooleanField(_("in our province"), null=True, blank=True)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    size = models.CharField(_("size"), max_length=40, blank=True)
    employees_count = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    turnover = models.DecimalField(_("yearly turnover"), max_digits=16, decimal_places=2, null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="subsidiaries", verbose_name=_("parent company")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    qualification_received = models.BooleanField(_("qualification papers received"), default=False)
    not_competitor = models.BooleanField(_("checked: not a competitor"), default=False)
    situation = models.TextField(_("situation"), blank=True)
    analysis = models.TextField(_("analysis of the situation"), blank=True)
    background_score = models.PositiveSmallIntegerField(_("background and strength"), null=True, blank=True)
    reputation = models.CharField(_("reputation"), max_length=120, blank=True)
    image = models.CharField(_("image"), max_length=120, blank=True)
    credit_status = models.CharField(_("credit status"), max_length=120, blank=True)
    credit_problems = models.CharField(_("credit problems"), max_length=200, blank=True)
    credit_limit = models.DecimalField(_("credit limit"), max_digits=14, decimal_places=2, null=True, blank=True)
    trading_terms = models.CharField(_("trading terms"), max_length=200, blank=True)
    sales_activity = models.CharField(_("sales activity"), max_length=200, blank=True)
    problems = models.CharField(_("problems"), max_length=200, blank=True)
    advantages = models.CharField(_("advantages"), max_length=200, blank=True)
    countermeasures = models.CharField(_("counter-measures"), max_length=200, blank=True)
    market_positioning = models.CharField(_("market positioning"), max_length=120, blank=True)
    price_positioning = models.CharField(_("price positioning"), max_length=120, blank=True)
    purchase_type = models.CharField(_("purchase type"), max_length=120, blank=True)
    usage_record = models.TextField(_("usage record"), blank=True)
    settlement_note = models.CharField(_("settlement"), max_length=200, blank=True)
    delivery_note = models.CharField(_("delivery"), max_length=200, blank=True)
    value_note = models.CharField(_("what counts as value for them"), max_length=200, blank=True, default="", db_default="")
    taboo_note = models.CharField(_("taboos"), max_length=200, blank=True)
    loyalty = models.DecimalField(_("loyalty"), max_digits=3, decimal_places=1, null=True, blank=True)
    satisfaction = models.DecimalField(_("satisfaction"), max_digits=3, decimal_places=1, null=True, blank=True)
    first_contact_on = models.DateField(_("first contact"), null=True, blank=True)
    first_contact_place = models.CharField(_("place of first contact"), max_length=120, blank=True)

    completeness = models.PositiveSmallIntegerField(_("archive completeness"), default=0, editable=False)
    last_activity_at = models.DateTimeField(_("last follow-up"), null=True, blank=True, editable=False)
    owned_since = models.DateTimeField(_("responsible since"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_here", editable=False
    )
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("customer")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="customers_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="customers_dept_next"),
            # Carries the name, so that a word that thousands have is found by walking along the index alone.
            models.Index(
                fields=["next_due_at", "id"], include=["name_dbl"], condition=Q(deleted_at=None), name="customers_all_next",
            ),
            models.Index(fields=["owner", "-created_at", "-id"], name="customers_own_new"),
            models.Index(fields=["department", "-created_at", "-id"], name="customers_dept_new"),
            models.Index(fields=["-created_at", "-id"], name="customers_all_new"),
            models.Index(fields=["owner", "last_activity_at", "id"], name="customers_own_last"),
            models.Index(fields=["department", "last_activity_at", "id"], name="customers_dept_last"),
            models.Index(fields=["last_activity_at", "id"], name="customers_all_last"),
            GinIndex(OpClass(F("name_dbl"), "gin_trgm_ops"), name="customers_name_dbl"),
            models.Index(fields=["name_key"], name="customers_name_core"),
            GinIndex(fields=["name_keys"], name="customers_name_keys"),
            GinIndex(fields=["phone_keys"], name="customers_phones"),
            models.Index(fields=["credit_code"], condition=~Q(credit_code=""), name="customers_credit_code"),
            models.Index(fields=["email_domain"], condition=~Q(email_domain=""), name="customers_email_domain"),
            models.Index(Upper("email"), condition=~Q(email=""), name="customers_email"),
            models.Index(fields=["initials"], name="customers_initials", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def main_object(self) -> Main:
        """A customer is the main object of all that stands under it, itself included."""
        return Main("customers.customer", self.pk, str(self)[:200])


class InitialsField(models.CharField):  # type: ignore[type-arg]
    """The pinyin initials of the person's name, taken anew at every saving."""

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: ARG002
        found = person_initials(model_instance.name)[: self.max_length]
        setattr(model_instance, self.attname, found)
        return found


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement), pghistory.UpdateEvent(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
    exclude=["initials"],
    obj_field=pghistory.ObjForeignKey(db_index=True, related_name="history"),
)
class Contact(OwnFields):
    """A person at a customer (2.1). Personal notes need the contact's consent (U12); `erased_at`: only a mask is left."""

    class Address(models.TextChoices):
        MR = "mr", _("Mr")
        MS = "ms", _("Ms")
        TITLE = "title", _("by title")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts", verbose_name=_("customer"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    form_of_address = models.CharField(_("form of address"), max_length=6, choices=Address, blank=True)
    position = models.CharField(_("position"), max_length=60, blank=True)
    department_name = models.CharField(_("their department"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    wechat = models.CharField(_("WeChat"), max_length=60, blank=True)
    qq = models.CharField("QQ", max_length=20, blank=True)
    other_chat = models.CharField(_("other chat accounts"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    birthday = models.DateField(_("birthday"), null=True, blank=True)
    birthday_is_lunar = models.BooleanField(_("lunar birthday"), default=False)
    decides = models.BooleanField(_("decides"), null=True, blank=True)
    path_to_decision = models.CharField(_("way to the decision maker"), max_length=200, blank=True)
    motive = models.CharField(_("motive"), max_length=200, blank=True)
    style = models.CharField(_("interpersonal style"), max_length=120, blank=True)
    hobbies = models.CharField(_("hobbies"), max_length=200, blank=True)
    gift_preferences = models.CharField(_("gift preferences"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_main = models.BooleanField(_("main contact"), default=False)
    is_active = models.BooleanField(_("still there"), default=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    initials = InitialsField(max_length=40, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()
    main_field = "customer"

    class Meta:
        verbose_name = _("contact")
        ordering: ClassVar = ["-is_main", "id"]
        indexes: ClassVar = [
            models.Index(fields=["name"], name="customers_contact_name", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="customers_contact_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(Upper("email"), condition=~Q(email=""), name="customers_contact_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def main_object(self) -> Main:
        """A contact stands under its customer."""
        return self.customer.main_object


class Consent(models.Model):
    """The word of a person on one thing; the newest row counts, and silence is no.

    `channel` is a way of being written to unasked (U11), or a group of personal fields that is kept (U12).
    """

    class Channel(models.TextChoices):
        PHONE = "phone", _("telephone")
        SMS = "sms", _("SMS")
        EMAIL = "email", _("e-mail")
        WECHAT = "wechat", _("WeChat")
        LETTER = "letter", _("letter")

    class Way(models.TextChoices):
        WRITTEN = "written", pgettext_lazy("consent", "in writing")
        EMAIL = "email", pgettext_lazy("consent", "by e-mail or message")
        FORM = "form", pgettext_lazy("consent", "ticked on a form")
        SPOKEN = "spoken", pgettext_lazy("consent", "by word of mouth")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents")
    channel = models.CharField(_("what for"), max_length=20)
    given = models.BooleanField(_("consents"))
    way = models.CharField(_("way of the consent"), max_length=8, choices=Way, default=Way.SPOKEN)
    how = models.CharField(_("evidence: when, where, on which paper"), max_length=120, blank=True)
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "channel", "-at", "-id"])]


class OwnerChange(models.Model):
    """Who handed a customer to whom, why, and when (F11.2)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="owner_changes")
    previous = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField()
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")


class SatisfactionScore(models.Model):
    """How satisfied a customer said he was, 1 to 5, with the record that asked him (F43, F54.5); the mean stands on the customer."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="satisfaction_scores")
    record_kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    score = models.DecimalField(_("how satisfied, 1 to 5"), max_digits=2, decimal_places=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("satisfaction")
        constraints: ClassVar = [models.UniqueConstraint(fields=["record_kind", "record_id"], name="customers_score_once")]
        indexes: ClassVar = [models.Index(fields=["customer", "-at"], name="customers_scores")]

    def __str__(self) -> str:
        return str(self.score)
