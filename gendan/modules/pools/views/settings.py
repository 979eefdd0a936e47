"""What administrators and the CRM supervisor settle: pools, rules, capacities."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.pools import actions, queries
from gendan.modules.pools.actions.settling import require_may_settle
from gendan.modules.pools.forms import CapacityForm, NothingForm, PoolForm, RuleForm
from gendan.modules.pools.models import Pool, Rule
from gendan.spine.org.queries import number
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page

POOL = FormPage(
    key="pool",
    title=gettext_lazy("Public pool"),
    form=PoolForm,
    submit=gettext_lazy("Save"),
    crumb=(gettext_lazy("Public pools and rules"), "pools:settings"),
    sections=(
        Section(title=gettext_lazy("Reach"), fields=("name", "departments", "provinces", "keepers")),
        Section(title=gettext_lazy("Limits"), fields=("claims_per_day", "held_limit", "cool_down_days")),
        Section(title=pgettext_lazy("sequence", "Order"), fields=("position", "is_active")),
    ),
)


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All pools with their rules, and who may have how many customers."""
    require_may_settle(request.user)
    now = timezone.now()
    context = {
        "pools": queries.pools_with_counts(), "hour": queries.hour(now),
        "capacities": queries.capacities(),
        "company_capacity": int(number("pools.capacity", 0, at=now)),
    }
    return render(request, "pools/settings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new pool."""
    return _form(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a pool."""
    require_may_settle(request.user)
    return _form(request, get_object_or_404(Pool, pk=pk))


def _form(request: HttpRequest, pool: Pool | None) -> HttpResponse:
    require_may_settle(request.user)

    def save(data: dict[str, Any]) -> str:
        actions.save_pool(pool, values=data, actor=request.user)
        return reverse("pools:settings")

    kwargs = {"instance": pool} if pool else {}
    return form_page(request, POOL, save=save, form_kwargs=kwargs, cancel_url=reverse("pools:settings"))


@login_required
@require_http_methods(["GET", "POST"])
def rule_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new rule of a pool."""
    require_may_settle(request.user)
    return _rule(request, get_object_or_404(Pool, pk=pk), None)


@login_required
@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule, or take it away."""
    require_may_settle(request.user)
    rule = get_object_or_404(Rule, pk=pk)
    if request.method == "POST" and request.POST.get("delete"):
        return dialog_form(
            request, NothingForm({}), title=_("Rule"), back=reverse("pools:settings"), done=_("The rule is gone."),
            save=lambda _data: actions.remove_rule(rule, actor=request.user),
        )
    return _rule(request, rule.pool, rule)


def _rule(request: HttpRequest, pool: Pool, rule: Rule | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> None:
        actions.save_rule(rule, pool=pool, values=data, actor=request.user)

    form = RuleForm(request.POST or None, instance=rule)
    return dialog_form(
        request, form, title=_("Rule of “%(pool)s”") % {"pool": pool.name}, save=save, back=reverse("pools:settings"),
        delete=_("Remove the rule") if rule else "",
    )


@login_required
@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest) -> HttpResponse:
    """How many customers a person may have."""
    require_may_settle(request.user)

    def save(data: dict[str, Any]) -> None:
        actions.save_capacity(actor=request.user, **data)

    form = CapacityForm(request.POST or None, initial=request.GET.dict())
    return dialog_form(request, form, title=_("Capacity"), save=save, back=reverse("pools:settings"))
