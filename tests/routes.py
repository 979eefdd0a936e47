"""Every route of pages and API, and who may open it; a route that is missing here fails the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


class Who(Enum):
    """Who may open a route."""

    ANYBODY = auto()  # also who is not logged in
    EVERYBODY = auto()  # whoever is logged in; the rows inside are scoped, or the person's own
    RECORD = auto()  # who sees the record behind it; for all others it does not exist
    EXPLAINED = auto()  # as RECORD, but the answer is an explanation, the same for a record that does not exist
    OWN = auto()  # the person to whom the thing belongs; for all others it does not exist
    REFUSED = auto()  # the person whom it concerns, and who is above; others are told so
    SUPERIORS = auto()  # roles with a right that salespeople do not have; the others are told so
    GIVERS = auto()  # administrators, and the CRM supervisor who assigns permissions (F37.5)
    ADMINISTRATORS = auto()
    CLERKS = auto()  # whom the system operator has authorised by a record (F45.1); the others are told so
    BUILDERS = auto()  # administrators; for all others it does not exist


@dataclass(frozen=True)
class Route:
    """Who may open it, and with which sample of the scene its address is filled in; `args` may ask the scene too.

    `shown_to` are people of the cast whose work needs such records of everybody, as quality needs every order.
    """

    who: Who
    of: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    shown_to: frozenset[str] = frozenset()


#: On an order and what belongs to it sales, technology, production and quality work together.
#: Quality follows every corrective action.
SHOWN_TO = dict.fromkeys(("order", "order_coordination", "order_change", "order_rush", "capa", "capa_action", "capa_answer"), frozenset({"han"})) | {
    "complaint": frozenset({"han", "xu", "ding"}), "complaint_digest": frozenset({"han", "xu", "ding"}), "enquiry": frozenset({"xu"}), "incident": frozenset({"han", "xu", "ding"}), "incident_notice": frozenset({"han", "xu", "ding"}),
    "goods_return": frozenset({"han", "xu", "ding"}), **dict.fromkeys(("desk_day", "desk_return", "desk_voice", "desk_wanted"), frozenset({"ding"})),  # the desk, quality, and finance for what it costs
}


def record(of: str, **args: Any) -> Route:
    return Route(Who.RECORD, of, args, SHOWN_TO.get(of, frozenset()))


def _article(scene: Any) -> int:
    return int(scene.article.pk)


def _difference(scene: Any) -> int:
    return int(scene.difference.pk)


def _information(scene: Any) -> int:
    return int(scene.information.pk)


ANYBODY, EVERYBODY = Route(Who.ANYBODY), Route(Who.EVERYBODY)
GIVERS, ADMINISTRATORS, CLERKS = Route(Who.GIVERS), Route(Who.ADMINISTRATORS), Route(Who.CLERKS)
LIST = Route(Who.EVERYBODY, args={"key": "customers"})

PAGES: dict[str, Route] = {
    "login": ANYBODY,
    "logout": ANYBODY,
    "ui:language": ANYBODY,
    "ui:theme": ANYBODY,
    "ui:rail": ANYBODY,
    "ui:me": EVERYBODY,
    "ui:close_link": record("quote", kind="quotes.quote", link=1),
    "ui:style": Route(Who.BUILDERS),
    "ui:style_page": Route(Who.BUILDERS, args={"page": "home"}),
    "home": EVERYBODY,
    "palette": EVERYBODY,
    "search": EVERYBODY,
    "followup_new": EVERYBODY,
    "calendar:calendar": EVERYBODY,
    "calendar:new": EVERYBODY,
    "bin:bin": Route(Who.SUPERIORS),
    "bin:restore": record("binned", key="customers"),
    "bin:remove": record("binned", key="customers"),
    "catalog:list": EVERYBODY,
    "catalog:create": Route(Who.SUPERIORS),
    "catalog:detail": Route(Who.EVERYBODY, "product"),
    **{f"catalog:{name}": EVERYBODY for name in ("price_lists", "rates", "units")},
    **{f"catalog:{name}": Route(Who.EVERYBODY, "price_list") for name in ("price_list", "price_list_edit", "prices")},
    **{f"catalog:{name}": EVERYBODY for name in ("price_list_new", "rate", "unit", "conversion")},
    "catalog:conversion_drop": Route(Who.EVERYBODY, "unit_conversion"),
    "catalog:authority": GIVERS,
    "people": EVERYBODY,
    "reports": EVERYBODY,
    "report": Route(Who.EVERYBODY, args={"key": "funnel"}),
    "report_subscribe": Route(Who.EVERYBODY, args={"key": "funnel"}),
    "dashboard_tile": Route(Who.EVERYBODY, args={"key": "funnel"}),
    "dashboard_change": EVERYBODY,
    "api_reference": EVERYBODY,
    "api_tokens": EVERYBODY,
    "api_token_revoke": Route(Who.EVERYBODY, "token"),
    "lists:count": LIST,
    "lists:filter": Route(Who.EVERYBODY, args={"key": "customers", "name": "owner"}),
    "lists:conditions": LIST,
    "lists:group": Route(Who.EVERYBODY, args={"key": "customers"}),
    "lists:views": LIST,
    "lists:view": Route(Who.OWN, "view", {"key": "customers"}),
    "lists:cards": Route(Who.EVERYBODY, args={"key": "opportunities", "state": "target"}),
    "lists:bulk": Route(Who.EVERYBODY, args={"key": "customers", "name": "hand_over"}),
    "lists:export": LIST,
    "lists:cell": record("customer", key="customers", name="short_name"),
    "lists:records": Route(Who.EVERYBODY, args={"kind": "customers.customer"}),
    "lists:job": Route(Who.OWN, "job"),
    "lists:job_file": Route(Who.OWN, "job"),
    "customers:list": EVERYBODY,
    "customers:create": EVERYBODY,
    "customers:matches": EVERYBODY,
    "customers:ask": EVERYBODY,
    **{f"customers:{name}": record("customer") for name in (
        "detail", "edit", "card", "owner", "related", "contact_new", "notes", "prospect", "validity", "bin",
    )},
    **{f"customers:{name}": record("contact") for name in ("contact_edit", "contact_left", "consents")},
    "followups:list": EVERYBODY,
    "followups:promises": EVERYBODY,
    "followups:promise": record("promise"),
    "followups:log": record("opportunity", kind="opportunities.opportunity"),
    "followups:complete": record("todo"),
    "followups:material": record("customer"),
    "followups:promise_new": record("customer"),
    "knowledge:list": EVERYBODY,
    "knowledge:detail": record("article"),
    "knowledge:hint": record("article"),
    **{f"knowledge:{name}": Route(Who.SUPERIORS) for name in ("managed", "create", "categories", "category_new")},
    **{f"knowledge:{name}": Route(Who.SUPERIORS, "article") for name in ("manage", "edit", "bin")},
    **{f"knowledge:{name}": Route(Who.SUPERIORS, "article", {"number": 1}) for name in ("version", "take_back")},
    "knowledge:category_edit": Route(Who.SUPERIORS, "category"),
    "knowledge:link": record("customer", kind="customers.customer"),
    "knowledge:unlink": record("customer", kind="customers.customer", article_id=_article),
    **{f"orders:{name}": EVERYBODY for name in ("list", "create", "coordinations", "changes", "rushes")},
    **{f"orders:{name}": record("order") for name in (
        "detail", "edit", "lines", "assign", "again", "promise", "stage", "by_line", "told", "change_new", "follow", "confirmation_new", "rush_new", "link",
    )},
    "orders:confirmation": record("order", confirmation=1),
    "orders:public_file": Route(Who.ANYBODY, args={"token": "nothing", "pk": 1}),
    "orders:public": Route(Who.ANYBODY, args={"token": "nothing"}),
    "orders:progress": EVERYBODY,
    **{f"capa:{name}": EVERYBODY for name in ("list", "create", "repeated")},
    "capa:together": Route(Who.EVERYBODY),
    **{f"capa:{name}": record("capa") for name in ("detail", "edit", "analysis", "join", "assign", "action_new", "draft", "link")},
    **{f"capa:{name}": record("capa_action") for name in ("action_done", "action_move", "action_drop")},
    **{f"capa:{name}": record("capa_answer") for name in ("approve", "send")},
    **{f"capa:{name}": Route(Who.ANYBODY, args={"token": "nothing"}) for name in ("public", "public_paper")},
    **{f"orders:{name}": Route(Who.EVERYBODY) for name in ("capacity", "change_table", "workshop_new", "material_new")},
    **{f"orders:{name}": Route(Who.EVERYBODY, "workshop") for name in ("workshop", "week")},
    "orders:material": Route(Who.EVERYBODY, "material"),
    **{f"orders:{name}": record("order_coordination") for name in ("coordination", "formula")},
    "orders:change": record("order_change"),
    "orders:rush": record("order_rush"),
    **{f"incidents:{name}": EVERYBODY for name in ("list", "create", "notices")},
    **{f"incidents:{name}": record("incident") for name in ("detail", "enquiry", "orders")},
    "incidents:notice": record("incident_notice"),
    **{f"returns:{name}": EVERYBODY for name in ("list", "days", "desk", "voices", "wanted", "sign_in", "desk_new", "voice_new", "wanted_new")},
    **{f"returns:{name}": record("goods_return") for name in ("detail", "lines")},
    "returns:create": record("customer"),
    **{f"returns:{name}": record("desk_day") for name in ("day", "expense", "hand_over")},
    "returns:desk_return": record("desk_return"), "returns:voice": record("desk_voice"), "returns:want": record("desk_wanted"),
    "opportunities:list": EVERYBODY,
    "opportunities:create": EVERYBODY,
    "opportunities:matches": EVERYBODY,
    "opportunities:competitors": EVERYBODY,
    "opportunities:competitor_new": EVERYBODY,
    "opportunities:competitor_edit": Route(Who.EVERYBODY, "competitor"),
    **{f"opportunities:{name}": record("opportunity") for name in (
        "detail", "edit", "assign", "competitor", "lines", "customer", "payment", "delivery", "again", "bin",
    )},
    **{f"classes:{name}": EVERYBODY for name in ("overview", "customers", "moves", "overrides", "segments", "submissions")},
    "classes:submission": record("submission"),
    "classes:duties": GIVERS,
    "classes:duty": GIVERS,
    "classes:set": record("customer"),
    "classes:end": record("override"),
    "classes:reckon": GIVERS,
    "classes:measure": ADMINISTRATORS,
    "care:month": EVERYBODY,
    "care:list": EVERYBODY,
    "care:occasion": record("occasion"),
    "care:date": record("care_date"),
    **{f"care:{name}": record("customer") for name in ("date_new", "gift_new", "referral_new", "claim", "clipping")},
    **{f"care:{name}": record("contact") for name in ("terms", "reader")},
    "care:letters": EVERYBODY,
    "care:letter": Route(Who.SUPERIORS, "letter"),
    "care:sender": Route(Who.SUPERIORS),
    "care:news": Route(Who.SUPERIORS),
    "care:issue": Route(Who.EVERYBODY, "issue"),
    **{f"care:{name}": Route(Who.SUPERIORS, "issue") for name in ("begin", "cancel")},
    "care:gifts": EVERYBODY,
    "care:gift": record("gift"),
    "care:budgets": Route(Who.SUPERIORS),
    "care:budget": Route(Who.SUPERIORS),
    "care:after_sales": EVERYBODY,
    **{f"care:{name}": record("after_sale") for name in ("after_sale", "refer")},
    "contracts:list": EVERYBODY,
    "contracts:create": EVERYBODY,
    **{f"contracts:{name}": record("contract") for name in (
        "detail", "edit", "lines", "terms", "requirements", "submit", "difference", "stock", "sign", "check_copy", "amend", "renew", "no_order",
    )},
    **{f"contracts:{name}": EVERYBODY for name in ("releases", "release_new", "summaries", "summary_today", "troubles")},
    **{f"contracts:{name}": record("release") for name in ("release", "release_edit")},
    **{f"contracts:{name}": record("summary") for name in ("summary", "information_new")},
    "contracts:information": record("summary", line=_information),
    "contracts:trouble": record("trouble"),
    "contracts:trouble_new": record("customer"),
    "contracts:resolve": record("contract", row=_difference),
    **{f"contracts:{name}": Route(Who.SUPERIORS) for name in ("kinds", "kind_new")},
    "contracts:kind": Route(Who.SUPERIORS, "contract_kind"),
    "care:referrals": EVERYBODY,
    "care:surveys": EVERYBODY,
    "care:survey": record("survey"),
    "care:survey_new": record("customer"),
    **{f"care:{name}": Route(Who.SUPERIORS) for name in ("questions", "question_new")},
    "care:question": Route(Who.SUPERIORS, "question"),
    **{f"care:{name}": record("referral") for name in ("referral", "reward")},
    **{f"complaints:{name}": EVERYBODY for name in ("list", "create", "caller", "enquiries", "enquiry_new")},
    **{f"complaints:{name}": record("complaint") for name in ("detail", "finding", "major", "capa", "customer", "assign")},
    **{f"complaints:{name}": record("enquiry") for name in ("enquiry", "complain")},
    **{f"complaints:{name}": Route(Who.SUPERIORS) for name in ("settings", "cause_new")},
    **{f"complaints:{name}": Route(Who.SUPERIORS, "complaint_profile") for name in ("profile_choose", "route_new")},
    **{f"complaints:{name}": Route(Who.SUPERIORS, "complaint_route") for name in ("route", "route_remove")},
    "complaints:cause": Route(Who.SUPERIORS, "complaint_cause"),
    **{f"complaints:{name}": record("complaint") for name in ("tell", "meeting", "unreached", "ask", "join")},
    "complaints:minutes": record("complaint", meeting=lambda scene: scene.complaint_meeting.pk),
    "complaints:similar": EVERYBODY,
    "complaints:digests": EVERYBODY,
    "complaints:review": Route(Who.SUPERIORS),
    "complaints:digest": record("complaint_digest"),
    "complaints:from_mail": record("thread"),
    **{f"complaints:{name}": Route(Who.SUPERIORS) for name in ("forms", "form_link", "mail_rule_new")},
    "complaints:revoke_form": Route(Who.SUPERIORS, "complaint_form"),
    "complaints:mail_rule": Route(Who.SUPERIORS, args={"pk": 0}),
    "complaints:public_form": Route(Who.ANYBODY, args={"token": "nothing"}),
    "complaints:public_status": Route(Who.ANYBODY, args={"token": "nothing"}),
    **{f"samples:{name}": EVERYBODY for name in ("list", "gallery", "kinds", "requests", "projects")},
    "samples:sample": Route(Who.EVERYBODY, "sample"),
    **{f"samples:{name}": CLERKS for name in ("create", "kind_new")},
    **{f"samples:{name}": Route(Who.CLERKS, "sample") for name in ("edit", "master", "picture_new", "retire", "return")},
    **{f"samples:{name}": Route(Who.CLERKS, "picture") for name in ("picture_first", "picture_remove")},
    "samples:kind": Route(Who.CLERKS, "sample_kind"),
    **{f"samples:{name}": ADMINISTRATORS for name in ("permits", "permit_new")},
    "samples:permit_revoke": Route(Who.ADMINISTRATORS, "permit"),
    **{f"samples:{name}": record("customer") for name in ("request_new", "project_new")},
    **{f"samples:{name}": record("sample_request") for name in ("request", "required")},
    **{f"samples:{name}": record("uniforms") for name in ("project", "project_edit")},
    "tenders:list": EVERYBODY,
    "tenders:create": record("customer"),
    **{f"tenders:{name}": record("bid") for name in (
        "tender", "edit", "criteria", "scores", "person_new", "price_new", "visit_new", "mock_up", "document_new", "documents_usual",
    )},
    "tenders:task": record("bid_task"),
    "tenders:document": record("bid_document"),
    "tenders:person": record("bid_person"),
    "handovers:list": EVERYBODY,
    "handovers:person": Route(Who.SUPERIORS, "employee"),
    "handovers:start": record("customer"),
    **{f"handovers:{name}": record("staged") for name in ("detail", "file")},
    **{f"merges:{name}": Route(Who.SUPERIORS) for name in ("list", "search", "done", "compare")},
    "merges:dismiss": Route(Who.SUPERIORS, "group"),
    "merges:undo": record("merge"),
    "pools:list": EVERYBODY,
    "pools:leaving": EVERYBODY,
    **{f"pools:{name}": record("pooled") for name in ("detail", "claim", "assign", "put_back")},
    "pools:give_back": record("customer"),
    **{f"pools:{name}": GIVERS for name in ("tonight", "runs", "settings", "new", "capacity")},
    **{f"pools:{name}": Route(Who.GIVERS, "run") for name in ("run", "undo")},
    **{f"pools:{name}": Route(Who.GIVERS, "pool") for name in ("edit", "rule_new")},
    "pools:rule_edit": Route(Who.GIVERS, "rule"),
    **{f"plans:{name}": EVERYBODY for name in ("list", "begin", "today")},
    **{f"plans:{name}": record("plan") for name in ("detail", "put", "add", "analysis")},
    **{f"plans:{name}": record("plan_action") for name in ("action", "drop")},
    "plans:visits": EVERYBODY,
    **{f"plans:{name}": EVERYBODY for name in ("reports", "report_new", "meetings")},
    "plans:meeting_new": Route(Who.SUPERIORS),
    "plans:meeting": record("meeting"),
    **{f"plans:{name}": record("visit_report") for name in ("visit_report", "summary")},
    "plans:visit_new": record("customer"),
    **{f"plans:{name}": record("visit") for name in ("visit", "prepare", "put_off", "arrive", "report")},
    **{f"quotes:{name}": EVERYBODY for name in ("list", "create", "find")},
    **{f"quotes:{name}": record("quote") for name in ("detail", "edit", "lines", "offers", "terms", "by_costs", "factory", "assign", "link")},
    "quotes:public": Route(Who.ANYBODY, args={"token": "nothing"}),
    **{f"privacy:{name}": record("contact") for name in ("person", "ask")},
    "privacy:show": record("contact", group="birthday"),
    **{f"privacy:{name}": Route(Who.SUPERIORS, "contact") for name in ("export", "aside")},
    "privacy:looks": Route(Who.SUPERIORS),
    "privacy:expired": Route(Who.SUPERIORS),
    "privacy:list": EVERYBODY,
    "privacy:request": record("privacy_request"),
    "privacy:settings": ADMINISTRATORS,
    "privacy:handling": Route(Who.ADMINISTRATORS, args={"key": "birthday"}),
    "mails:list": EVERYBODY,
    "mails:new": EVERYBODY,
    **{f"mails:{name}": record("thread") for name in (
        "thread", "answer", "attach", "new_customer", "detach", "private", "silence",
    )},
    "mails:pictures": record("mail"),
    "mails:again": record("mail"),
    **{f"mails:{name}": Route(Who.OWN, "draft") for name in ("draft", "keep", "drop", "ask", "opinion")},
    "mails:remove_file": Route(Who.OWN, "draft", {"file": 1}),
    "mails:text": record("contact"),
    "mails:boxes": EVERYBODY,
    "mails:new_box": EVERYBODY,
    **{f"mails:{name}": Route(Who.OWN, "box") for name in ("box", "try_box", "close_box")},
    "mails:settings": ADMINISTRATORS,
    "mails:hear": Route(Who.ANYBODY, args={"provider": "file", "key": "none"}),
    "mails:templates": EVERYBODY,
    "mails:new_template": EVERYBODY,
    **{f"mails:{name}": Route(Who.OWN, "template") for name in ("template", "remove_template")},
    "procedures:do": record("opportunity", kind="opportunities.opportunity", key="win"),
    **{f"procedures:{name}": record("todo") for name in ("todo", "complete", "postpone", "reassign")},
    "procedures:plan": record("customer", kind="customers.customer"),
    "procedures:no_next": record("promise", kind="followups.promise"),
    "procedures:sign_todo": record("todo"),
    "procedures:sign": Route(Who.OWN),
    "procedures:todos": EVERYBODY,
    "procedures:list": EVERYBODY,
    "procedures:procedure": Route(Who.EVERYBODY, args={"key": "opportunity"}),
    "procedures:number": Route(Who.ADMINISTRATORS, args={"key": "opportunity", "number": "review_days"}),
    "timeline": record("customer", kind="customers.customer"),
    "timeline_changes": record("opportunity", kind="opportunities.opportunity"),
    "timeline_pin": record("entry"),
    "papers:record": record("customer", kind="customers.customer"),
    "papers:make": record("customer", kind="customers.customer", key="tests.sheet"),
    **{f"papers:{name}": record("paper") for name in ("pdf", "word", "mail")},
    **{f"papers:{name}": ADMINISTRATORS for name in ("letterhead", "letterhead_picture", "templates")},
    **{f"papers:{name}": Route(Who.ADMINISTRATORS, args={"key": "tests.sheet", "language": "en"}) for name in (
        "template", "put_back", "beginning", "tried", "picture",
    )},
    **{f"papers:{name}": Route(Who.ADMINISTRATORS, "word_template") for name in ("template_file", "take")},
    "comment_add": record("activity", kind="followups.activity"),
    "comment_edit": record("comment"),
    "comment_delete": record("comment"),
    "attachments": record("customer", kind="customers.customer"),
    **{f"attachment_{name}": record("attachment") for name in ("download", "lock", "unlock", "delete")},
    "explain": Route(Who.EXPLAINED, "customer", {"kind": "customers.customer"}),
    "record_grants": record("customer", kind="customers.customer"),
    "grant_revoke": record("grant"),
    "permissions": GIVERS,
    "permission_mask": Route(Who.GIVERS, args={"kind": "customers.customer"}),
    "permission_switch": GIVERS,
    "grants": GIVERS,
    "imports:list": EVERYBODY,
    "imports:new": EVERYBODY,
    "imports:template": Route(Who.OWN, args={"key": "customers.customers"}),
    **{f"imports:{name}": Route(Who.OWN, "batch") for name in (
        "batch", "sheet", "columns", "check", "progress", "run", "undo", "failed",
    )},
    "messages:inbox": EVERYBODY,
    "messages:open": Route(Who.OWN, "message"),
    "messages:read": EVERYBODY,
    "messages:preferences": EVERYBODY,
    "messages:robots": ADMINISTRATORS,
    "messages:new_robot": ADMINISTRATORS,
    **{f"messages:{name}": Route(Who.ADMINISTRATORS, "robot") for name in ("robot", "test_robot", "remove_robot")},
    "messages:undelivered": ADMINISTRATORS,
    "numbering:list": ADMINISTRATORS,
    "numbering:edit": Route(Who.ADMINISTRATORS, args={"key": "opportunity"}),
    "fields:list": ADMINISTRATORS,
    "fields:new": Route(Who.ADMINISTRATORS, args={"kind": "customers.customer"}),
    **{f"fields:{name}": Route(Who.ADMINISTRATORS, "own_field") for name in ("edit", "archive", "restore", "index")},
    "settings:index": EVERYBODY,
    "settings:my_absence": EVERYBODY,
    "settings:my_contact": EVERYBODY,
    "settings:my_password": EVERYBODY,
    "settings:departments": ADMINISTRATORS,
    **{f"settings:{name}": Route(Who.ADMINISTRATORS, "department") for name in ("department", "department_close")},
    "settings:employees": GIVERS,
    "settings:employ": ADMINISTRATORS,
    "settings:employee": Route(Who.GIVERS, "employee"),
    **{f"settings:{name}": Route(Who.ADMINISTRATORS, "employee") for name in (
        "employee_edit", "password_reset", "employee_leaving", "employee_leave",
    )},
    "settings:employee_title": Route(Who.GIVERS, "employee"),
    "settings:role_give": Route(Who.GIVERS, "employee"),
    "settings:role_take": Route(Who.GIVERS, "employee", {"held": 1}),
    "settings:roles": GIVERS,
    "settings:title_unmap": GIVERS,
    "settings:absences": EVERYBODY,
    "settings:absence_end": Route(Who.REFUSED, "absence"),
    "login_code": ANYBODY,
    "login_enrol": ANYBODY,
    **{f"doors:{name}": EVERYBODY for name in ("second", "codes", "off", "visits", "end_others")},
    "doors:end": Route(Who.OWN),
    "doors:settings": ADMINISTRATORS,
    "doors:take": Route(Who.ADMINISTRATORS, "employee"),
    **{f"backups:{name}": ADMINISTRATORS for name in ("list", "begin", "progress")},
    "settings:calendars": ADMINISTRATORS,
    "settings:numbers": ADMINISTRATORS,
    "settings:number": Route(Who.ADMINISTRATORS, args={"key": "customers.bin_days"}),
    **{f"settings:{name}": Route(Who.ADMINISTRATORS, "calendar") for name in (
        "calendar", "calendar_day", "calendar_days", "calendar_foresee", "calendar_drop",
    )},
}


def _of(kind: str, sample: str, *more: str) -> dict[str, Route]:
    """The routes that every followed record has in the API."""
    rests = (
        "", "/moves", "/moves/<key>", "/todos", "/no-next-step", "/signoffs", "/timeline", "/comments", "/attachments", *more,
    )
    return {f"{kind}/<pk>{rest}": record(sample, **({"key": "win"} if "<key>" in rest else {})) for rest in rests}


API: dict[str, Route] = {
    "": ANYBODY,
    "openapi.json": ANYBODY,
    "me": EVERYBODY,
    "people": EVERYBODY,
    "lists": EVERYBODY,
    "lists/<key>": LIST,
    "lists/<key>/rows": LIST,
    "lists/<key>/groups": Route(Who.EVERYBODY, args={"key": "customers"}),
    "products": EVERYBODY,
    "products/lines": EVERYBODY,
    "competitors": EVERYBODY,
    "visit-reports": EVERYBODY,
    "meetings": EVERYBODY,
    "customers": EVERYBODY,
    "customers/duplicates": EVERYBODY,
    "customers/bin": EVERYBODY,
    **_of(
        "customers", "customer", "/owner", "/owners", "/contacts", "/related", "/valid", "/bin", "/classes",
        "/clear", "/suspect", "/prospect",
    ),
    "customers/<pk>/related/<employee_id>": Route(Who.RECORD, "customer", {"employee_id": 1}),
    "customers/<pk>/collaboration": EVERYBODY,
    "customers/<pk>/restore": record("binned"),
    "contacts/<pk>": record("contact"),
    "contacts/<pk>/consent": record("contact"),
    "contacts/<pk>/left": record("contact"),
    "opportunities": EVERYBODY,
    "opportunities/bin": EVERYBODY,
    "opportunities/<pk>/restore": record("binned_opportunity"),
    **_of("opportunities", "opportunity", "/bin", "/assign", "/competitors", "/lines", "/customer", "/checks"),
    "followups": EVERYBODY,
    **{f"followups/<pk>{rest}": record("activity") for rest in ("", "/timeline", "/comments", "/attachments")},
    "followups/materials": EVERYBODY,
    "promises": EVERYBODY,
    **_of("promises", "promise"),
    "knowledge": EVERYBODY,
    "knowledge/categories": EVERYBODY,
    **{f"knowledge/<pk>{rest}": record("article") for rest in ("", "/timeline", "/comments", "/attachments")},
    "knowledge/on/<kind>/<pk>": record("customer", kind="customers.customer"),
    "knowledge/on/<kind>/<pk>/<article_id>": record("customer", kind="customers.customer", article_id=_article),
    "hand-overs/of/<pk>": Route(Who.EVERYBODY, "employee"),
    "staged-follow-ups": EVERYBODY,
    "staged-follow-ups/start/<pk>": record("customer"),
    **_of("staged-follow-ups", "staged"),
    "merges": EVERYBODY,
    "merges/groups": Route(Who.SUPERIORS),
    "merges/groups/<pk>/dismiss": Route(Who.EVERYBODY, "group"),
    "merges/<pk>/undo": record("merge"),
    **{f"care/{name}": EVERYBODY for name in ("dates", "occasions", "gifts", "referrals", "after-sales", "surveys", "sendings")},
    "care/surveys/customers/<pk>": record("customer"),
    "care/customers/<pk>/dates": record("customer"),
    "care/sendings/<pk>/results": Route(Who.EVERYBODY, "issue"),
    **{
        f"care/{name}/<pk>/moves{tail}": record(of, **args)
        for name, of, key in (("occasions", "occasion", "done"), ("gifts", "gift", "drop"), ("referrals", "referral", "no_deal"),
                              ("after-sales", "after_sale", "visited"), ("surveys", "survey", "answer"))
        for tail, args in (("", {}), ("/<key>", {"key": key}))
    },
    "contracts": EVERYBODY,
    "contracts/kinds": EVERYBODY,
    **_of(
        "contracts", "contract", "/versions", "/lines", "/terms", "/requirements", "/submit", "/differences", "/stock", "/signature", "/signature/check", "/sign", "/amend",
        "/renew", "/no-order",
    ),
    **{f"contracts/{name}": EVERYBODY for name in ("information", "summaries", "troubles")},
    "contracts/customers/<pk>/troubles": record("customer"),
    "contracts/summaries/<pk>/lines": record("summary"),
    "contracts/summaries/<pk>/lines/<line>": record("summary", line=_information),
    **{
        f"contracts/{name}/<pk>/moves{tail}": record(of, **args)
        for name, of, key in (("information", "release", "hand_in"), ("summaries", "summary", "hand_in"), ("troubles", "trouble", "tell"))
        for tail, args in (("", {}), ("/<key>", {"key": key}))
    },
    "contracts/<pk>/differences/<row>": record("contract", row=_difference),
    "pools": EVERYBODY,
    **{f"pools/<pk>/{verb}": record("pooled") for verb in ("claim", "assign", "put-back")},
    "pools/for/<pk>": record("customer"),
    "pools/give-back/<pk>": record("customer"),
    "classes": EVERYBODY,
    "classes/moves": EVERYBODY,
    "classes/<pk>": record("customer"),
    **_of("submissions", "submission", "/customers"),
    "submissions": EVERYBODY,
    "price-lists": EVERYBODY,
    "price-lists/<pk>": Route(Who.EVERYBODY, "price_list"),
    "rates": EVERYBODY,
    "quotes": EVERYBODY,
    **_of("quotes", "quote", "/lines", "/terms", "/prices-from-costs", "/versions", "/assign"),
    "plans": EVERYBODY,
    **_of("plans", "plan", "/actions"),
    "visits": EVERYBODY,
    **{f"capas{rest}": EVERYBODY for rest in ("", "/repeated")},
    **_of("capas", "capa", "/assign", "/rounds", "/analysis", "/actions", "/answers"),
    "capas/<pk>/join/<into>": record("capa", into=1),
    **{f"capas/<pk>/actions/<action>/{verb}": record("capa", action=1) for verb in ("done", "move", "drop")},
    **{f"capas/<pk>/answers/<answer>/{verb}": record("capa", answer=1) for verb in ("approve", "sent")},
    **_of("visits", "visit", "/preparation", "/arrival", "/report"),
    **{f"plan-actions/<pk>{rest}": record("plan_action") for rest in ("", "/result", "/drop")},
    **{f"samples{rest}": EVERYBODY for rest in ("", "/kinds")},
    **{f"samples/<pk>{rest}": Route(Who.EVERYBODY, "sample") for rest in (
        "", "/master", "/pictures", "/retire", "/timeline", "/comments", "/attachments",
    )},
    "samples/pictures/<pk>": Route(Who.EVERYBODY, "picture"),
    "sample-requests": EVERYBODY,
    **_of("sample-requests", "sample_request", "/rounds", "/requirements"),
    "uniforms": EVERYBODY,
    **_of("uniforms", "uniforms"),
    "complaints": EVERYBODY,
    "complaints/similar": EVERYBODY,
    **_of("complaints", "complaint", "/findings", "/replies", "/major", "/handler", "/again", "/join", "/meetings"),
    "complaints/<pk>/meetings/<meeting>": record("complaint", meeting=lambda scene: scene.complaint_meeting.pk),
    "complaint-summaries": EVERYBODY,
    **_of("complaint-summaries", "complaint_digest"),
    "complaint-forms": EVERYBODY,
    "complaint-forms/<pk>/close": Route(Who.SUPERIORS, "complaint_form"),
    "enquiries": EVERYBODY,
    **_of("enquiries", "enquiry", "/complaint"),
    "bids": EVERYBODY,
    **_of("bids", "bid", "/tasks", "/criteria", "/scores", "/stakeholders", "/offers", "/prices", "/mock-up", "/documents"),
    "bids/<pk>/documents/<document_id>": record("bid", document_id=1),
    "bids/<pk>/tasks/<task_id>": record("bid", task_id=1),
    "persons/groups": EVERYBODY,
    "persons/log": Route(Who.SUPERIORS),
    **{f"persons/<pk>{rest}": record("contact") for rest in ("", "/log", "/export", "/requests")},
    "persons/<pk>/show/<group>": record("contact", group="birthday"),
    "privacy-requests": EVERYBODY,
    **_of("privacy-requests", "privacy_request"),
    "mails": EVERYBODY,
    **{f"mails/<pk>{rest}": record("thread") for rest in (
        "", "/mails", "/attach", "/private", "/silence", "/answer", "/timeline", "/comments", "/attachments",
    )},
    "drafts": EVERYBODY,
    **{f"drafts/<pk>{rest}": Route(Who.OWN, "draft") for rest in ("", "/gate", "/send")},
    "orders": EVERYBODY,
    **_of("orders", "order", "/lines", "/check", "/promise", "/progress", "/promises", "/contract", "/confirmations", "/changes", "/rushes"),
    "orders/<pk>/confirmations/<confirmation>": record("order", confirmation=1),
    "returns": EVERYBODY,
    **_of("returns", "goods_return", "/inspection"),
    **dict.fromkeys(("desk-days", "desk-returns", "desk-complaints", "wanted-goods"), EVERYBODY),
    **_of("desk-days", "desk_day", "/expenses", "/handovers"),
    **_of("desk-returns", "desk_return"),
    **_of("desk-complaints", "desk_voice"),
    **_of("wanted-goods", "desk_wanted"),
    "incidents": EVERYBODY,
    **_of("incidents", "incident", "/orders", "/enquiries"),
    "incidents/orders/<pk>/hold": record("order"),
    "incident-notices": EVERYBODY,
    **_of("incident-notices", "incident_notice", "/told"),
    "order-changes": EVERYBODY,
    "rushes": EVERYBODY,
    "coordinations": EVERYBODY,
    "coordinations/<pk>/formulas": record("order_coordination"),
    **{
        f"{name}/<pk>/moves{tail}": record(of, **args)
        for name, of, key in (("order-changes", "order_change", "withdraw"), ("rushes", "order_rush", "withdraw"),
                              ("coordinations", "order_coordination", "submit"))
        for tail, args in (("", {}), ("/<key>", {"key": key}))
    },
    "todos": EVERYBODY,
    **{f"todos/<pk>{rest}": record("todo") for rest in ("", "/complete", "/postpone", "/pause", "/reassign")},
    "signoffs/<pk>": Route(Who.OWN),
    "attachments/<pk>": record("attachment"),
    **{f"attachments/<pk>/{verb}": record("attachment") for verb in ("content", "lock", "unlock")},
    "comments/<pk>": record("comment"),
    "imports": EVERYBODY,
    "imports/<pk>": Route(Who.OWN, "batch"),
    "messages": EVERYBODY,
    "messages/read": EVERYBODY,
    "people/<pk>": Route(Who.EVERYBODY, "employee"),
    "products/<pk>": Route(Who.EVERYBODY, "product"),
    "competitors/<pk>": Route(Who.EVERYBODY, "competitor"),
    **_of("visit-reports", "visit_report"),
    **{f"meetings/<pk>{rest}": record("meeting") for rest in (
        "", "/todos", "/no-next-step", "/timeline", "/comments", "/attachments")},
    "procedures": EVERYBODY,
    "procedures/<key>": Route(Who.EVERYBODY, args={"key": "opportunity"}),
}


def all_routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of everything that answers."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path, space + (f"{one.namespace}:" if one.namespace else ""))
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", path
