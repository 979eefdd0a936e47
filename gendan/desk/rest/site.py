"""One API: the routes of all modules under /api/v1."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from gendan.api import errors
from gendan.api.auth import SessionAuth, TokenAuth
from gendan.api.own import document
from gendan.api.parsing import CarefulParser
from gendan.api.threads import attachment_router, comment_router, signoff_router
from gendan.desk.rest.routes.company import me_router, message_router, people_router, procedure_router
from gendan.desk.rest.routes.files import import_router
from gendan.desk.rest.routes.lists import router as list_router
from gendan.desk.rest.routes.todos import router as todo_router
from gendan.modules.capa.api import router as capa_router
from gendan.modules.care.api import after_router, gift_router, occasion_router, referral_router, survey_router
from gendan.modules.care.api import router as care_router
from gendan.modules.catalog.api import list_router as price_list_router
from gendan.modules.catalog.api import product_router, rate_router
from gendan.modules.classes.api import router as class_router
from gendan.modules.classes.api import submission_router
from gendan.modules.complaints.api import digest_router, enquiry_router
from gendan.modules.complaints.api import form_router as complaint_form_router
from gendan.modules.complaints.api import router as complaint_router
from gendan.modules.consignments.api import router as consignment_router
from gendan.modules.contracts.api import communication_router, release_router, summary_router, trouble_router
from gendan.modules.contracts.api import router as contracts_router
from gendan.modules.customers.api import contact_router
from gendan.modules.customers.api import router as customer_router
from gendan.modules.followups.api import promise_router
from gendan.modules.followups.api import router as followup_router
from gendan.modules.handovers.api import router as handover_router
from gendan.modules.handovers.api import staged_router
from gendan.modules.incidents.api import notice_router
from gendan.modules.incidents.api import router as incident_router
from gendan.modules.knowledge.api import router as knowledge_router
from gendan.modules.mails.api import draft_router
from gendan.modules.mails.api import router as mail_router
from gendan.modules.merges.api import router as merge_router
from gendan.modules.opportunities.api import competitor_router
from gendan.modules.opportunities.api import router as opportunity_router
from gendan.modules.orders.api import change_router, coordination_router, rush_router
from gendan.modules.orders.api import router as order_router
from gendan.modules.plans.api import action_router, meeting_router, report_router, visit_router
from gendan.modules.plans.api import router as plan_router
from gendan.modules.pools.api import router as pool_router
from gendan.modules.privacy.api import request_router as privacy_request_router
from gendan.modules.privacy.api import router as person_router
from gendan.modules.quotes.api import router as quote_router
from gendan.modules.returns.api import day_router, desk_router, voice_router, wanted_router
from gendan.modules.returns.api import router as return_router
from gendan.modules.samples.api import project_router, request_router
from gendan.modules.samples.api import router as sample_router
from gendan.modules.tenders.api import router as tender_router


class Site(NinjaAPI):
    """The API with names of operations that say what they are about: every record has "moves", each is one of its own."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return f"{(operation.tags or ['api'])[0]}_{operation.view_func.__name__}"

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The document, with the fields that the company has added."""
        return document(super().get_openapi_schema(*args, **kwargs))  # type: ignore[return-value]


api = Site(
    title="gendan",
    version="1",
    description="The same records, rules and refusals as on the pages.",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=[TokenAuth(), SessionAuth()],
    parser=CarefulParser(),
    urls_namespace="api",
)
errors.register(api)
api.add_router("/customers", customer_router)
api.add_router("/contacts", contact_router)
api.add_router("/opportunities", opportunity_router)
api.add_router("/followups", followup_router)
api.add_router("/promises", promise_router)
api.add_router("/knowledge", knowledge_router)
api.add_router("/pools", pool_router)
api.add_router("/persons", person_router)
api.add_router("/privacy-requests", privacy_request_router)
api.add_router("/care", care_router)
api.add_router("/contracts/information", release_router)
api.add_router("/contracts/summaries", summary_router)
api.add_router("/contracts/troubles", trouble_router)
api.add_router("/contracts", communication_router)
api.add_router("/contracts", contracts_router)
api.add_router("/care/occasions", occasion_router)
api.add_router("/care/gifts", gift_router)
api.add_router("/care/referrals", referral_router)
api.add_router("/care/after-sales", after_router)
api.add_router("/care/surveys", survey_router)
api.add_router("/merges", merge_router)
api.add_router("/hand-overs", handover_router)
api.add_router("/staged-follow-ups", staged_router)
api.add_router("/classes", class_router)
api.add_router("/submissions", submission_router)
api.add_router("/price-lists", price_list_router)
api.add_router("/rates", rate_router)
api.add_router("/quotes", quote_router)
api.add_router("/plans", plan_router)
api.add_router("/plan-actions", action_router)
api.add_router("/visits", visit_router)
api.add_router("/visit-reports", report_router)
api.add_router("/meetings", meeting_router)
api.add_router("/competitors", competitor_router)
api.add_router("/samples", sample_router)
api.add_router("/sample-requests", request_router)
api.add_router("/uniforms", project_router)
api.add_router("/bids", tender_router)
api.add_router("/mails", mail_router)
api.add_router("/drafts", draft_router)
api.add_router("/orders", order_router)
api.add_router("/capas", capa_router)
api.add_router("/returns", return_router)
api.add_router("/desk-days", day_router)
api.add_router("/desk-returns", desk_router)
api.add_router("/desk-complaints", voice_router)
api.add_router("/wanted-goods", wanted_router)
api.add_router("/consignments", consignment_router)
api.add_router("/incidents", incident_router)
api.add_router("/incident-notices", notice_router)
api.add_router("/order-changes", change_router)
api.add_router("/rushes", rush_router)
api.add_router("/coordinations", coordination_router)
api.add_router("/complaints", complaint_router)
api.add_router("/complaint-summaries", digest_router)
api.add_router("/complaint-forms", complaint_form_router)
api.add_router("/enquiries", enquiry_router)
api.add_router("/todos", todo_router)
api.add_router("/signoffs", signoff_router)
api.add_router("/comments", comment_router)
api.add_router("/attachments", attachment_router)
api.add_router("/messages", message_router)
api.add_router("/people", people_router)
api.add_router("/procedures", procedure_router)
api.add_router("/products", product_router)
api.add_router("/imports", import_router)
api.add_router("/lists", list_router)
api.add_router("/me", me_router)
