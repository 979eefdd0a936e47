"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care import access, actions, held, listing, on_customer, procedure, reports, shown, soundness
from gendan.modules.classes.reports.loyalty import Sign, register_sign
from gendan.modules.customers import page as customer_page
from gendan.spine import clock, words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.links import declarations as links
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import add_bulk
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "care.date_added": ("calendar-heart", _("%(actor)s wrote down a day to remember: %(title)s")),
    "care.date_removed": ("calendar-off", _("%(actor)s took a day to remember away: %(title)s")),
    "care.gift_asked": ("gift", _("%(actor)s asked for the gift %(number)s: %(title)s")),
    "care.terms": ("gift", _("%(actor)s wrote down as whom %(name)s acts: %(role)s")),
    "care.budget": ("wallet", _("%(actor)s set the gift budget of %(department)s for %(year)s: %(amount)s yuan")),
    "care.referral": ("users-plus", _("%(actor)s noted a referral: %(title)s")),
    "care.claimed": ("users-plus", _("%(actor)s noted a late claim: %(title)s")),
    "care.reader_added": ("mail-opened", _("%(actor)s added %(name)s to the letters of the year")),
    "care.reader_stopped": ("mail-off", _("%(actor)s stopped the letters for %(name)s")),
    "care.news_written": ("news", _("%(actor)s wrote the news “%(subject)s”")),
    "care.news_begun": ("send", _("%(actor)s had the news “%(subject)s” sent")),
    "care.cancelled": ("ban", _("%(actor)s cancelled the sending “%(subject)s”")),
    "care.letter_written": ("pencil", _("%(actor)s changed the letter “%(subject)s”")),
    "care.sender": ("mail", _("%(actor)s set the sender of the letters: %(mailbox)s")),
    "care_gift.moved": ("gift", _("%(actor)s: gift %(from_title)s → %(to_title)s")),
    "referral.moved": ("users-plus", _("%(actor)s: referral %(from_title)s → %(to_title)s")),
    "care.survey_sent": ("send", _("%(actor)s sent the survey to %(name)s")),
    "care.question": ("message-question", _("%(actor)s wrote the survey question “%(title)s”")),
    "satisfaction_survey.moved": ("message-question", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "after_sale_care.moved": ("home-heart", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "care_occasion.moved": ("calendar-heart", _("%(actor)s: %(from_title)s → %(to_title)s")),
}


def _prepare(now: datetime) -> Any:
    return actions.prepare(now=now)


def _send(now: datetime) -> Any:
    return actions.send_due(now=now)


def _repeat(now: datetime) -> Any:
    return actions.repeat_birthdays(now=now)


def _done(todo: Todo) -> str:
    """The to-do of an occasion is done by saying how the day was kept."""
    return reverse("procedures:do", args=[todo.record_kind, todo.record_id, "done"]) if todo.key == "state.ahead" else ""


def _answer(todo: Todo) -> str:
    """The to-do of a survey is done by its answers."""
    return reverse("procedures:do", args=[todo.record_kind, todo.record_id, "answer"]) if todo.key == "state.asking" else ""


def _ask(now: datetime) -> Any:
    return actions.begin_surveys(now=now)


def declare() -> None:
    """Register rights, procedures and ticks, sentences, lists, pages, reports and places."""
    held.register()
    soundness.register()
    access_declarations.register(access.OCCASION, _("care occasions"), ("view", "edit"), access.OCCASIONS)
    access_declarations.register(access.GIFT, _("gifts"), access.GIFT_ACTIONS, access.GIFTS)
    access_declarations.register(access.REFERRAL, _("referrals"), ("view", "create", "edit"), access.REFERRALS)
    access_declarations.register(access.AFTER, _("care after a sale"), ("view", "edit"), access.OCCASIONS)
    access_declarations.register(access.SURVEY, _("satisfaction surveys"), ("view", "edit", "settle"), access.SURVEYS)
    for declared in (procedure.OCCASION, procedure.GIFT, procedure.REFERRAL, procedure.AFTER_SALE, procedure.SURVEY):
        registry.register(declared)
    documents.register(access.GIFT, _("gift register"), "LP{yy}{mm}-{seq:04}", "month")
    documents.register(access.REFERRAL, _("referrals"), "ZJ{yy}{mm}-{seq:04}", "month")
    clock.register("care.birthdays", timedelta(hours=6), _repeat)
    clock.register("care.prepare", timedelta(minutes=10), _prepare)
    clock.register("care.surveys", timedelta(hours=6), _ask)
    timeline.register_group("care", _("care"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    for one in (listing.OCCASIONS, listing.GIFTS, listing.REFERRALS, listing.AFTER_SALES, listing.SURVEYS):
        register_listing(one)
    register_reports(*shown.REPORTS, group=_("Care"))
    pages.register(access.OCCASION, "care:occasion", "calendar-heart", _("care occasion"))
    pages.register(access.GIFT, "care:gift", "gift", _("gift"))
    pages.register(access.AFTER, "care:after_sale", "home-heart", _("care after a sale"))
    pages.register(access.REFERRAL, "care:referral", "users-plus", _("referral"))
    pages.register(access.SURVEY, "care:survey", "message-question", _("satisfaction survey"))
    todo_pages.register_completion(access.OCCASION, _done)
    todo_pages.register_completion(access.SURVEY, _answer)
    pages.register(access.ISSUE, "care:issue", "mail-opened", _("sending"))
    access_declarations.register(access.ISSUE, _("letters and news"), ("view", "create", "edit"), access.ISSUES)
    clock.register("care.letters", timedelta(minutes=1), _send)
    links.register(actions.answering.PURPOSE, _("Satisfaction survey"), "care:public")
    words.declare("todo.care_dissatisfied", _("Call and ask what was wrong: %(question)s"))
    words.declare("todo.care_news", _("Tell those whom the news did not reach: %(subject)s"))
    words.declare("todo.care_letters", _("%(name)s has had several letters: give a call"))
    add_bulk("customers", on_customer.READERS)
    customer_page.register_tab(on_customer.TAB)
    customer_page.register_buttons("care", on_customer.buttons)
    register_sign(Sign("recommends", _("recommends us: has introduced others"), reports.recommending))
    _declare_menu()


def _declare_menu() -> None:
    menu.register(
        "care", label=pgettext_lazy("menu", "Care"), icon="calendar-heart", url_name="care:month", group="customers",
        needs=(access.OCCASION, "view"), position=20,
    )
    menu.register(
        "gifts", label=_("Gift register"), icon="gift", url_name="care:gifts", group="customers", needs=(access.GIFT, "view"), position=21,
    )
    menu.register(
        "referrals", label=_("Referrals"), icon="users-plus", url_name="care:referrals", group="customers",
        needs=(access.REFERRAL, "view"), position=22,
    )
    menu.register(
        "budgets", label=_("Gift budgets"), icon="wallet", url_name="care:budgets", group="customers", needs=(access.GIFT, "budget"),
        position=23,
    )
    menu.register(
        "after_sales", label=_("Care after a sale"), icon="home-heart", url_name="care:after_sales", group="customers",
        needs=(access.AFTER, "view"), position=24,
    )
    menu.register(
        "survey_questions", label=_("Questions of the survey"), icon="message-question", url_name="care:questions", group="settings",
        needs=(access.SURVEY, "settle"), position=64,
    )
    menu.register(
        "surveys", label=_("Satisfaction surveys"), icon="message-question", url_name="care:surveys", group="customers",
        needs=(access.SURVEY, "view"), position=26,
    )
    menu.register(
        "letters", label=_("Letters and news"), icon="mail-opened", url_name="care:letters", group="customers",
        needs=(access.ISSUE, "view"), position=25,
    )
