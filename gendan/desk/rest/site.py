"""One API: the routes of all modules under /api/v1."""

from ninja import NinjaAPI

from gendan.api import errors
from gendan.api.auth import SessionAuth, TokenAuth
from gendan.desk.rest.routes import catalog_router, me_router, people_router, todo_router
from gendan.modules.customers.api import contact_router
from gendan.modules.customers.api import router as customer_router
from gendan.modules.followups.api import promise_router
from gendan.modules.followups.api import router as followup_router
from gendan.modules.opportunities.api import router as opportunity_router

api = NinjaAPI(
    title="gendan",
    version="1",
    description="The same records, rules and refusals as on the pages.",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=[TokenAuth(), SessionAuth()],
    urls_namespace="api",
)
errors.register(api)
api.add_router("/customers", customer_router)
api.add_router("/contacts", contact_router)
api.add_router("/opportunities", opportunity_router)
api.add_router("/followups", followup_router)
api.add_router("/promises", promise_router)
api.add_router("/todos", todo_router)
api.add_router("/people", people_router)
api.add_router("/products", catalog_router)
api.add_router("/me", me_router)
