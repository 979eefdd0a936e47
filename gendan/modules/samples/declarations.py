"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.opportunities import page as opportunity_page
from gendan.modules.samples import access, importer, listing, on_customer, procedure, shown, soundness
from gendan.modules.samples.papers import LABEL, SLIP
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.imports import registry as imports
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "samples.authorised": ("lock", _("%(actor)s authorised %(name)s to enter samples")),
    "samples.revoked": ("lock", _("%(actor)s took back from %(name)s that samples may be entered")),
    "samples.kind": ("category", _("%(actor)s wrote the product kind %(title)s")),
    "samples.entered": ("package", _("%(actor)s entered the sample %(number)s: %(title)s")),
    "samples.imported": ("upload", _("%(actor)s imported the sample %(title)s")),
    "samples.changed": ("pencil", _("%(actor)s changed the sample %(title)s")),
    "samples.master": ("clipboard-text", _("%(actor)s wrote the master record of %(title)s")),
    "samples.pictured": ("photo-plus", _("%(actor)s added a picture of %(title)s")),
    "samples.unpictured": ("photo", _("%(actor)s took a picture of %(title)s away")),
    "samples.asked": ("package", _("%(actor)s asked for the sample %(number)s: %(title)s")),
    "samples.required": ("list-check", _("%(actor)s noted %(count)s requirements")),
    "samples.project": ("shirt", _("%(actor)s began the uniforms %(number)s: %(title)s")),
    "samples.project_changed": ("pencil", _("%(actor)s changed the uniforms %(title)s")),
    "sample_entry.moved": ("package", _("%(actor)s: sample %(from_title)s → %(to_title)s")),
    "sample_request.moved": ("package", _("%(actor)s: sample %(from_title)s → %(to_title)s")),
    "made_to_measure.moved": ("shirt", _("%(actor)s: uniforms %(from_title)s → %(to_title)s")),
}


def declare() -> None:
    """Register rights, procedures, numbers, sentences, lists, pages, reports and places."""
    soundness.register()
    access_declarations.register(access.SAMPLE, _("sample library"), access.LIBRARY_ACTIONS, access.LIBRARY)
    access_declarations.register(access.REQUEST, _("samples for customers"), access.ACTIONS, access.REQUESTS)
    access_declarations.register(access.PROJECT, _("uniforms made to measure"), access.ACTIONS, access.PROJECTS)
    for declared in (procedure.LIBRARY, procedure.REQUEST, procedure.PROJECT):
        registry.register(declared)
    papers.register(LABEL)
    papers.register(SLIP)
    documents.register(access.SAMPLE, _("sample numbers"), "YP{yy}-{seq:04}", "year")
    documents.register(access.REQUEST, _("sample requests"), "YS{yy}{mm}-{seq:04}", "month")
    documents.register(access.PROJECT, _("uniforms made to measure"), "ZF{yy}{mm}-{seq:03}", "month")
    imports.register(importer.IMPORTER)
    messages.register("samples.rounds", _("samples that go through many rounds"))
    words.declare("todo.samples_confirmed", _("Sample %(number)s is confirmed: go on with it"))
    words.declare("todo.samples_modify", _("Sample %(number)s is to be modified: name the new day"))
    words.declare("todo.samples_objected", _("Objection to sample %(number)s: quality answers, keep contact"))
    words.declare("todo.uniforms_agreed", _("Uniforms agreed on, contract %(number)s: close the opportunity"))
    for kind in (access.REQUEST, access.PROJECT):
        subjects.register(kind, subjects.while_it_runs)
    for one in (listing.LIBRARY_LIST, listing.REQUESTS, listing.PROJECTS):
        register_listing(one)
    register_reports(*shown.REPORTS, group=_("Sales"))
    pages.register(access.SAMPLE, "samples:sample", "package", _("sample"))
    pages.register(access.REQUEST, "samples:request", "package", _("sample request"))
    pages.register(access.PROJECT, "samples:project", "shirt", _("made-to-measure project"))
    timeline.register_group("samples", _("samples"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    customer_page.register_buttons("samples", on_customer.of_customer)
    opportunity_page.register_buttons("samples", on_customer.of_opportunity)
    opportunity_page.register_tab(on_customer.TAB)
    _declare_menu()


def _declare_menu() -> None:
    menu.register(
        "sample_requests", label=_("Samples"), icon="package", url_name="samples:requests", group="opportunities",
        needs=(access.REQUEST, "view"), position=28,
    )
    menu.register(
        "samples", label=_("Sample library"), icon="photo", url_name="samples:gallery", group="opportunities",
        needs=(access.SAMPLE, "view"), position=29,
    )
    menu.register(
        "uniforms", label=_("Uniforms"), icon="shirt", url_name="samples:projects", group="opportunities",
        needs=(access.PROJECT, "view"), position=30,
    )
