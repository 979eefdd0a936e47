"""All routes: each room of the house brings its own."""

from django.urls import include, path

from gendan.ui.views import login, passkeys, sign_on

urlpatterns: list = [
    path("login", login.Login.as_view(), name="login"),
    path("login/code", login.code, name="login_code"),
    path("login/enrol", login.enrol, name="login_enrol"),
    path("login/company", sign_on.there, name="sign_on"),
    path("login/company/back", sign_on.back, name="sign_on_back"),
    path("login/passkey", passkeys.enter, name="passkey_enter"),
    path("login/passkey/options", passkeys.options, name="passkey_options"),
    path("logout", login.Logout.as_view(), name="logout"),
    path("", include("gendan.ui.urls")),
    path("", include("gendan.ui.listing.urls")),
    path("customers", include("gendan.modules.customers.urls")),
    path("followups", include("gendan.modules.followups.urls")),
    path("products", include("gendan.modules.catalog.urls")),
    path("", include("gendan.modules.orders.urls")),
    path("knowledge", include("gendan.modules.knowledge.urls")),
    path("opportunities", include("gendan.modules.opportunities.urls")),
    path("handovers", include("gendan.modules.handovers.urls")),
    path("merges", include("gendan.modules.merges.urls")),
    path("classes", include("gendan.modules.classes.urls")),
    path("care", include("gendan.modules.care.urls")),
    path("returns", include("gendan.modules.returns.urls")),
    path("consignments", include("gendan.modules.consignments.urls")),
    path("incidents", include("gendan.modules.incidents.urls")),
    path("samples", include("gendan.modules.samples.urls")),
    path("tenders", include("gendan.modules.tenders.urls")),
    path("contracts", include("gendan.modules.contracts.urls")),
    path("capa", include("gendan.modules.capa.urls")),
    path("", include("gendan.modules.complaints.urls")),
    path("pools", include("gendan.modules.pools.urls")),
    path("", include("gendan.modules.plans.urls")),
    path("", include("gendan.modules.quotes.urls")),
    path("", include("gendan.modules.mails.urls")),
    path("", include("gendan.modules.privacy.urls")),
    path("", include("gendan.desk.urls")),
]

handler403 = "gendan.ui.views.errors.forbidden"
handler404 = "gendan.ui.views.errors.not_found"
handler500 = "gendan.ui.views.errors.broken"
