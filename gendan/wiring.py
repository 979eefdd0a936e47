"""The one list: event -> action of another module."""

from gendan.desk.settings import journal
from gendan.modules.capa import actions as capa
from gendan.modules.care import actions as care
from gendan.modules.classes import actions as classes
from gendan.modules.complaints import actions as complaints
from gendan.modules.consignments import actions as consignments
from gendan.modules.contracts import actions as contracts
from gendan.modules.customers import actions as customers
from gendan.modules.customers import under
from gendan.modules.handovers import actions as handovers
from gendan.modules.incidents import actions as incidents
from gendan.modules.knowledge import actions as knowledge
from gendan.modules.mails import actions as mails
from gendan.modules.opportunities import actions as opportunities
from gendan.modules.orders import actions as orders
from gendan.modules.plans import actions as plans
from gendan.modules.pools import actions as pools
from gendan.modules.privacy import actions as privacy
from gendan.modules.quotes import actions as quotes
from gendan.modules.returns import actions as returns
from gendan.modules.samples import actions as samples
from gendan.modules.tenders import actions as tenders
from gendan.spine import events
from gendan.spine.documents import papering
from gendan.spine.links import actions as links
from gendan.spine.procedures import engine, escalate, todos
from gendan.spine.timeline import actions as timeline

WIRING: dict[str, tuple[events.Listener, ...]] = {
    "capa.closed": (complaints.capa_closed,),
    "capa.reopened": (complaints.capa_reopened,),
    "consignments.objected": (complaints.consignment_objected,),
    "samples.objected": (complaints.sample_objected,),
    "returns.complained": (complaints.goods_complained,),
    "returns.finished": (complaints.return_finished,),
    "contracts.signed": (orders.ask_for_order,),
    "quotes.accepted": (quotes.tell_opportunity, contracts.ask_for_contract),
    "contracts.amended": (orders.follow_amendment,),
    "contracts.without_order": (orders.ask_no_more,),
    "complaints.digest_published": (complaints.print_digest,),
    "complaints.reply_sent": (complaints.send_out,),
    "mails.received": (complaints.take_mail,),
    "orders.shipped": (care.follow_shipment,),
    "orders.promise_moved": (orders.tell_customer,),
    "access.granted": (timeline.note_grant,),
    "access.revoked": (timeline.note_revoke,),
    "customers.class_chosen": (classes.require_reason,),
    "customers.owner_changed": (under.follow_owner, plans.follow_owner, incidents.follow_owner),
    "customers.people_changed": (under.follow_people,),
    "customers.contacts_changed": (care.follow_contacts, mails.take_back),
    "customers.to_be_binned": (complaints.keep_those_who_complain, pools.forget_binned, care.forget_binned, plans.forget_binned),
    "followups.logged": (customers.note_followup, opportunities.note_activity, pools.note_followup, plans.note_followup, plans.met_in_person),
    "org.calendar_changed": (escalate.on_calendar_changed,),
    "org.employee_left": (
        todos.on_employee_left, customers.pass_on_customers, opportunities.take_over, pools.replace_keeper, mails.leave_boxes,
        under.pass_on, classes.pass_on, plans.pass_on, knowledge.pass_on, plans.pass_on_reports, quotes.pass_on, contracts.pass_on,
        samples.pass_on,
        privacy.pass_on,
        orders.pass_on, consignments.pass_on, capa.pass_on,
        incidents.pass_on,
        returns.pass_on,
        complaints.pass_on,
    ),
    "org.employee_transferred": (
        engine.follow_transfer, customers.follow_transfer, under.follow_transfer, plans.follow_transfer, plans.reports_follow_transfer,
    ),
    "org.changed": (journal.write_change,),
    "records.removed": (knowledge.unlink_removed, papering.forget_removed, links.forget_removed),
    "opportunities.delivery": (care.follow_delivery,),
    "procedures.moved": (customers.follow_opportunity, handovers.sign_with_opportunity, care.follow_moves, tenders.follow_moves, quotes.follow_moves, contracts.follow_moves, orders.follow_moves, consignments.follow_moves, incidents.follow_moves, returns.follow_moves, complaints.follow_moves, complaints.refresh_figures),
}
