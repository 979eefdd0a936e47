"""On what ground something is kept, how long duties bind, and in which ways it is looked at."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(models.TextChoices):
    """The grounds of article 13 of the Personal Information Protection Law that a company's dealings rest on."""

    CONSENT = "consent", _("consent of the person")
    CONTRACT = "contract", _("needed for a contract")
    DUTY = "duty", _("duty by law")
    PUBLIC = "public", _("made public by the person")


class How(models.TextChoices):
    """In which way somebody looked at it."""

    SHOWN = "shown", pgettext_lazy("look", "shown")
    CHANGED = "changed", pgettext_lazy("look", "opened to change it")
    EXPORTED = "exported", pgettext_lazy("look", "exported")
    UNSEALED = "unsealed", pgettext_lazy("look", "taken from what is set aside")


#: Years that the law or our own interest in proof asks for, each a setting; and what a request gets.
NUMBERS: dict[str, Any] = {
    "persons.contract_years": 10, "persons.account_years": 30, "persons.proof_years": 3, "persons.answer_days": 15,
}
LABELS: dict[str, Any] = {
    "persons.contract_years": _("contracts and what belongs to them are kept for so many years"),
    "persons.account_years": _("vouchers and registers of accounting are kept for so many years"),
    "persons.proof_years": _("proof of consent and the access log are kept for so many years"),
    "persons.answer_days": _("a request of a person is answered within so many working days"),
}
#: What binds us to keep something although the person asks for its erasure.
DUTIES: dict[str, tuple[str, Any]] = {
    "contract": ("persons.contract_years", _("A signed contract and what was written about it is evidence and is kept until claims have lapsed.")),
    "account": ("persons.account_years", _("Vouchers and the gift register are kept as the Accounting Law and the rules against bribery ask.")),
}
