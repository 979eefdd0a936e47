"""Managing: write, sort, take back a version, delete (PM-13, PM-14, PM-16, PM-19, PM-20)."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.knowledge import actions, queries, rules
from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.detail import MANAGE_PAGE
from gendan.modules.knowledge.forms import ArticleForm, CategoryForm, NothingForm
from gendan.modules.knowledge.listing import MANAGED
from gendan.modules.knowledge.models import Article, Category
from gendan.modules.knowledge.rendering import rendered
from gendan.spine.access.queries import require_any
from gendan.ui.detail.page import record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.fields import ReasonForm
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page

ARTICLE = FormPage(
    key="article",
    title=gettext_lazy("New article"),
    form=ArticleForm,
    submit=gettext_lazy("Save"),
    crumb=(gettext_lazy("Manage knowledge"), "knowledge:managed"),
    sections=(
        Section(title=gettext_lazy("Text"), fields=("title", "category", "body"), wide=("body",)),
        Section(title=gettext_lazy("In English"), fields=("title_en", "body_en"), wide=("title_en", "body_en"), folded=True),
        Section(title=gettext_lazy("Who reads it, and where it helps"), fields=("data_roles", "moments"),
                wide=("data_roles", "moments")),
        Section(title=gettext_lazy("Order"), fields=("flow", "position", "is_published", "note")),
    ),
)


@login_required
@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """Everything that this person manages, drafts included."""
    require_any(request.user, "edit", KIND)
    branches = queries.tree(Article.objects.visible_to(request.user, "edit"))
    return list_page(
        request, MANAGED, branches=branches, here=request.GET.getlist("f.category"), sorts=reverse("knowledge:categories")
    )


def _managed(request: HttpRequest, pk: int, action: str = "edit") -> Article:
    require_any(request.user, action, KIND)
    rows = Article.objects.visible_to(request.user, action).select_related(*MANAGE_PAGE.related)
    article: Article = get_object_or_404(rows, pk=pk)
    return article


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One article with its files and versions."""
    return record_page(request, MANAGE_PAGE, _managed(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Write an article."""
    require_any(request.user, "create", KIND)
    return _form(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an article."""
    return _form(request, _managed(request, pk))


def _form(request: HttpRequest, article: Article | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> str:
        values = {name: value for name, value in data.items() if name != "revision"}
        row = actions.write_article(
            article, values=values, revision=data["revision"], actor=request.user, now=timezone.now()
        )
        return reverse("knowledge:manage", args=[row.pk])

    page = ARTICLE if article is None else replace(ARTICLE, title=str(article))
    start = {"instance": article} if article else {"initial": {"category": request.GET.get("category")}}
    back = reverse("knowledge:manage", args=[article.pk]) if article else reverse("knowledge:managed")
    return form_page(request, page, save=save, form_kwargs=start, cancel_url=back)


@login_required
@require_http_methods(["GET", "POST"])
def bin_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and move it to the recycle bin."""
    article = _managed(request, pk, "delete")

    def save(data: dict[str, Any]) -> None:
        actions.move_to_bin(article, reason=data["reason"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, ReasonForm(request.POST or None), title=_("Delete the article"), submit=_("Delete"), save=save,
        back=reverse("knowledge:managed"), done=_("It lies in the recycle bin now."),
    )


@login_required
@require_GET
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What an earlier version said, and how it differs from the present one."""
    article = _managed(request, pk)
    kept = queries.version_of(article, number)
    if kept is None:
        raise Http404
    return render(request, "knowledge/version.html", {
        "article": article, "kept": kept, "html": rendered(kept.body or kept.body_en), "is_present": number == article.revision,
        "lines": [*rules.comparison(kept.body, article.body), *rules.comparison(kept.body_en, article.body_en)],
    })


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Let it say again what it said then."""
    actions.take_back(_managed(request, pk), number=number, actor=request.user, now=timezone.now())
    return redirect("knowledge:manage", pk=pk)


# -- the tree ---------------------------------------------------------------------------------------------------


@login_required
@require_GET
def categories(request: HttpRequest) -> HttpResponse:
    """The tree, each node with its articles."""
    actions.require_may_manage(request.user)
    branches = queries.tree(Article.objects.visible_to(request.user, "edit"))
    return render(request, "knowledge/categories.html", {"branches": branches})


@login_required
@require_http_methods(["GET", "POST"])
def category_new(request: HttpRequest) -> HttpResponse:
    """A new node, under any other one."""
    actions.require_may_manage(request.user)
    return _category(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def category_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or move a node, or take it away."""
    actions.require_may_manage(request.user)
    row = get_object_or_404(Category, pk=pk)
    if request.method == "POST" and request.POST.get("delete"):
        return dialog_form(
            request, NothingForm({}), title=_("Category"), back=reverse("knowledge:categories"),
            done=_("The category is gone."), save=lambda _data: actions.remove_category(row, actor=request.user),
        )
    return _category(request, row)


def _category(request: HttpRequest, row: Category | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> None:
        actions.save_category(row, values=data, actor=request.user)

    form = CategoryForm(request.POST or None, instance=row, initial={"parent": request.GET.get("parent")} if row is None else None)
    return dialog_form(
        request, form, title=_("Category"), save=save, back=reverse("knowledge:categories"),
        delete=_("Remove the category") if row else "",
    )
