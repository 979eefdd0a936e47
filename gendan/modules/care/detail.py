"""The pages of care records."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.care import almanac, queries
from gendan.modules.care.access import AFTER as AFTER_KIND
from gendan.modules.care.access import GIFT as GIFT_KIND
from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.access import REFERRAL as REFERRAL_KIND
from gendan.modules.care.access import SURVEY as SURVEY_KIND
from gendan.modules.care.models import AfterSale, Gift, Occasion, Question, Referral, Survey
from gendan.modules.care.words import COLOUR_WORDS, Colour
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.detail.topics import TOPICS
from gendan.ui.links import links_card
from gendan.ui.listing.filters import Asked
from gendan.ui.records import record_url


def figures(record: Occasion, asked: Asked) -> list[Figure]:
    """When, whose, and what suits the person."""
    contact = record.contact
    left = (record.on - asked.today).days
    days = _("today") if left == 0 else _("in %d days") % left if left > 0 else _("%d days ago") % -left
    return [
        Figure(label=pgettext("care", "on"), value=record.on, note=days),
        Figure(label=_("care colour"), value=record.get_colour_display(), note=COLOUR_WORDS[Colour(record.colour)]),
        Figure(label=_("calendar"), value=almanac.said(record.date.yearly) if record.date else "—"),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("gift preferences"), value=(contact.gift_preferences or contact.hobbies or "—") if contact else "—",
               note=contact.mobile if contact else ""),
        Figure(label=_("planned gift"), value=record.gift or "—", note=_("%s yuan") % f"{record.budget:,.0f}" if record.budget else ""),
        *([Figure(label=_("what was done"), value=record.outcome)] if record.outcome else []),
    ]


def tags(record: Occasion) -> list[Any]:
    """Whose day it is."""
    return [record.date.get_relation_display()] if record.date else []


def _gift_for_occasion(record: Occasion, asked: Asked) -> list[Button]:
    """Ask for a gift that is planned."""
    if record.contact_id is None or record.state != "ahead":
        return []
    answer = may(asked.user, "follow", record.customer)
    url = f"{reverse('care:gift_new', args=[record.customer_id])}?occasion={record.pk}"
    return [Button(key="gift", title=_("Ask for a gift"), icon="gift", url=url, dialog=True, allowed=answer.allowed,
                   reason=answer.reason, who=answer.who)]


OCCASION_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Days to remember"),
    listing="care",
    url_name="care:occasion",
    name="title",
    badge="customer.abc",
    tags=tags,
    related=("customer", "contact", "date", "owner", "department", "case"),
    figures=figures,
    buttons=_gift_for_occasion,
    moves_first=True,
    tabs=(STORY, UNCOUNTED),
    cards=(TOPICS,),
)


def _customer(record: Any) -> Figure:
    return Figure(label=_("customer"), value=str(record.customer), url=f"{reverse('customers:detail', args=[record.customer_id])}?tab=care")


def gift_figures(record: Gift, asked: Asked) -> list[Figure]:
    """Who, what, how much, and what the person has had already."""
    terms = queries.terms_of(record.contact)
    had = queries.given_in(record.contact, year=record.budget.year)
    return [
        Figure(label=_("receiver"), value=record.contact.name, note=terms.get_role_display() if terms else ""),
        _customer(record),
        Figure(label=_("cost"), value=record.cost, note=str(record.get_kind_display())),
        Figure(label=_("given to this person in the year"), value=had, note=_("this one included")),
        Figure(label=_("budget"), value=str(record.budget.department), note=str(record.budget.year)),
        Figure(label=_("reason"), value=record.reason),
        *([Figure(label=_("really spent"), value=record.spent, note=str(record.given_on))] if record.spent is not None else []),
    ]


GIFT_PAGE = Detail(
    kind=GIFT_KIND, title=gettext_lazy("Gift register"), listing="gifts", url_name="care:gift", name="what", number="number",
    related=("customer", "contact", "budget__department", "owner", "department", "case", "referral"), figures=gift_figures,
    moves_first=True, tabs=(STORY, UNCOUNTED), cards=(TOPICS,),
)


def referral_figures(record: Referral, asked: Asked) -> list[Figure]:
    """Who introduced whom, and what became of it."""
    gift = record.gifts.exclude(state__in=queries.FREE).first()
    deal = record.opportunity
    return [
        Figure(label=_("introducer"), value=record.contact.name, note=record.contact.mobile),
        _customer(record),
        Figure(label=_("introduced"), value=record.introduced_name, note=record.introduced_phone,
               url=reverse("customers:detail", args=[record.introduced_id]) if record.introduced_id else ""),
        Figure(label=_("introduced on"), value=record.introduced_on, note=_("claimed afterwards") if record.claimed_late else ""),
        Figure(label=_("opportunity"), value=str(deal) if deal else "—", url=reverse("opportunities:detail", args=[deal.pk]) if deal else ""),
        Figure(label=_("reward"), value=gift.cost if gift else "—", note=gift.what if gift else "",
               url=reverse("care:gift", args=[gift.pk]) if gift else ""),
    ]


def _reward(record: Referral, asked: Asked) -> list[Button]:
    if record.state != "reward":
        return []
    answer = may(asked.user, "follow", record.customer)
    return [Button(key="reward", title=_("Ask for the reward"), icon="gift", dialog=True, url=reverse("care:reward", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


REFERRAL_PAGE = Detail(
    kind=REFERRAL_KIND, title=gettext_lazy("Referrals"), listing="referrals", url_name="care:referral", name="introduced_name",
    number="number", related=("customer", "contact", "introduced", "opportunity", "owner", "department", "case"),
    path_states=("introduced", "followed", "reward", "rewarded"), figures=referral_figures, buttons=_reward, moves_first=True,
    tabs=(STORY, UNCOUNTED),
)


def after_figures(record: AfterSale, asked: Asked) -> list[Figure]:
    """The sale, the visit, and whom they named."""
    named = list(record.referrals.all())
    return [
        _customer(record),
        _sold(record),
        Figure(label=_("visit planned for"), value=record.visit_on),
        Figure(label=_("visited on"), value=record.visited_on or "—"),
        Figure(label=_("how satisfied, 1 to 5"), value=record.score or "—", note=record.feedback),
        Figure(label=_("doubts they had"), value=record.doubts or "—", note=record.reassurance),
        Figure(label=_("introduced"), value=named[0].introduced_name if named else "—", note=_("%d people") % len(named) if len(named) > 1 else "",
               url=reverse("care:referral", args=[named[0].pk]) if named else ""),
    ]


def _sold(record: AfterSale) -> Figure:
    deal = record.opportunity
    if deal is not None:
        url = reverse("opportunities:detail", args=[deal.pk])
        return Figure(label=_("opportunity"), value=str(deal), url=url, note=deal.get_delivery_display())
    return Figure(label=_("what was delivered"), value=record.record_title, url=record_url(record.record_kind, record.record_id))


def _refer(record: AfterSale, asked: Asked) -> list[Button]:
    if record.state_kind != "open":
        return []
    answer = may(asked.user, "follow", record.customer)
    return [Button(key="refer", title=_("They named somebody"), icon="users-plus", dialog=True, url=reverse("care:refer", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


AFTER_PAGE = Detail(
    kind=AFTER_KIND, title=gettext_lazy("Care after a sale"), listing="after_sales", url_name="care:after_sale", name="sold",
    related=("customer", "opportunity", "owner", "department", "case"), path_states=("visit", "ask", "referred"), figures=after_figures,
    buttons=_refer, moves_first=True, tabs=(STORY, UNCOUNTED), cards=(TOPICS,),
)


def survey_figures(record: Survey, asked: Asked) -> list[Figure]:
    """Whom, until when, and what they said."""
    before = record.customer.surveys.filter(answered_at__lt=record.created_at).order_by("-answered_at").first()
    return [
        _customer(record),
        Figure(label=_("ask by"), value=record.ask_by),
        Figure(label=_("how satisfied, 1 to 5"), value=record.score or "—", note=_("%s the time before") % before.score if before else ""),
        Figure(label=_("who answered"), value=record.contact.name if record.contact else "—", note=record.contact.mobile if record.contact else ""),
        Figure(label=_("what should be better"), value=record.wishes or "—"),
    ]


def _answers(record: Survey, _asked: Asked) -> dict[str, Any]:
    return {"answers": list(record.answers.select_related("question").order_by("question__position", "pk")),
            "questions": Question.objects.filter(is_active=True)}


def _survey_buttons(record: Survey, asked: Asked) -> list[Button]:
    if record.state_kind != "open":
        return []
    answer = may(asked.user, "edit", record)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who, "dialog": True}
    return [
        Button(key="send", title=_("Send the survey"), icon="send", url=reverse("care:survey_send", args=[record.pk]), **rights),
        Button(key="link", title=_("Link and QR code"), icon="link", url=reverse("care:survey_link", args=[record.pk]), **rights),
    ]


SURVEY_PAGE = Detail(
    kind=SURVEY_KIND, title=gettext_lazy("Satisfaction surveys"), listing="surveys", url_name="care:survey", name="customer.name",
    badge="customer.abc", related=("customer", "contact", "owner", "department", "case"), path_states=("asking", "answered"),
    figures=survey_figures, buttons=_survey_buttons, moves_first=True, cards=(TOPICS, links_card()),
    tabs=(Tab(key="answers", title=gettext_lazy("Answers"), template="care/tab_answers.html", context=_answers), STORY, UNCOUNTED),
)
