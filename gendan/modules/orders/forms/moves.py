"""What the moves of orders, coordinations, changes and rush requests ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.orders.words import Answer, Market, Verdict
from gendan.ui.form.fields import DAY

ROWS = {"rows": 3}


class PlanForm(forms.Form):
    """The technical plan and the raw-material plan (F12.2); a special export order also needs its documents (F58.10)."""

    technical_plan = forms.CharField(label=_("technical plan"), widget=forms.Textarea(attrs=ROWS))
    material_plan = forms.CharField(label=_("raw-material plan"), widget=forms.Textarea(attrs=ROWS))
    technical_documents = forms.CharField(
        label=_("export technical documents"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    needs_coordination = forms.BooleanField(label=_("formula or process has to be adjusted first"), required=False)

    @classmethod
    def for_record(cls, record: Any, *, actor: Any, data: Any) -> "PlanForm":  # noqa: ARG003  every form of a record is asked so
        """Only a special export order is asked for documents."""
        form = cls(data)
        needed = record.market == Market.EXPORT and bool(record.irregular)
        form.fields["technical_documents"].required = needed
        if not needed:
            form.fields["technical_documents"].widget = forms.HiddenInput()
        return form


class TalkForm(forms.Form):
    """What the talks with the customer gave (F12.3)."""

    handling_opinion = forms.CharField(label=_("handling opinion"), widget=forms.Textarea(attrs=ROWS))
    customer_answer = forms.ChoiceField(label=_("customer's answer"), choices=Answer)


class ReturnForm(forms.Form):
    """Why the order goes back to the customer (F12.4c)."""

    reason = forms.CharField(label=_("reason"), max_length=200)
    customer_says = forms.CharField(label=_("what the customer says"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    lesson = forms.CharField(label=_("lesson"), max_length=200, required=False)


class SignForm(forms.Form):
    """The leader's words beside the signature."""

    reason = forms.CharField(label=_("opinion"), max_length=200, required=False)


class TrialForm(forms.Form):
    """How a trial went (F13.3)."""

    held_on = forms.DateField(label=_("held on"), widget=DAY)
    quantity = forms.DecimalField(label=_("trial quantity"), max_digits=14, decimal_places=3, min_value=0, required=False)
    result = forms.CharField(label=_("result"), widget=forms.Textarea(attrs=ROWS))


class JudgeForm(forms.Form):
    """What quality says of a trial (F13.3)."""

    quality_opinion = forms.CharField(label=_("quality opinion"), widget=forms.Textarea(attrs=ROWS))


class ConfirmForm(forms.Form):
    """Who at the customer's confirmed, and how (F58.5)."""

    confirmed_by = forms.CharField(label=_("confirmed by"), max_length=60)
    confirmed_how = forms.CharField(label=_("how it was confirmed"), max_length=60)


class PublicAnswerForm(forms.Form):
    """The customer's own yes or no to one thing; `once` tells a second sending."""

    what = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=(("yes", ""), ("no", "")))
    name = forms.CharField(label=_("your name"), max_length=60)
    words = forms.CharField(label=_("your words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    once = forms.UUIDField(widget=forms.HiddenInput)


class AskConfirmationForm(forms.Form):
    """What the customer is asked to confirm, with the drawing."""

    subject = forms.CharField(label=_("what is to be confirmed"), max_length=120)
    note = forms.CharField(label=_("what to look at"), max_length=300, required=False)
    upload = forms.FileField(label=_("drawing or file"), required=False)


class AnswerConfirmationForm(forms.Form):
    """What the customer said, where he did not say it on the order's page."""

    verdict = forms.ChoiceField(
        label=_("answer"), choices=[(one.value, one.label) for one in (Verdict.CONFIRMED, Verdict.DECLINED)]
    )
    name = forms.CharField(label=_("answered by"), max_length=60)
    how = forms.CharField(label=_("how it was answered"), max_length=60)
    said = forms.CharField(label=_("the customer's words"), max_length=300, required=False)


class DecideForm(forms.Form):
    """The plan manager's words."""

    reason = forms.CharField(label=_("opinion"), max_length=200)
