"""Input of knowledge."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.knowledge import moments
from gendan.modules.knowledge.models import Article, Category
from gendan.modules.knowledge.queries import role_choices, tree
from gendan.ui.form.fields import Unwritten

CHECKS = forms.CheckboxSelectMultiple(attrs={"class": "check-list"})
MARKS = _("## heading, **bold**, - point, 1. step, > quote, | table |, - [ ] to tick")


class CategoryField(forms.ModelChoiceField):
    """Any node or leaf of the tree (PM-19), moved in by its depth."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"queryset": Category.objects.all(), **options})

    def show_tree(self, *, without: frozenset[int] = frozenset()) -> None:
        """Offer the categories as they stand now."""
        branches = [branch for branch in tree() if branch.category.pk not in without]
        empty = [] if self.required else [("", "—")]
        self.choices = [*empty, *((branch.category.pk, branch.label) for branch in branches)]


class ArticleForm(Unwritten):
    """An article with who may read it and where it is offered."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    category = CategoryField(label=_("category"))
    data_roles = forms.MultipleChoiceField(
        label=_("data roles"), choices=role_choices, required=False, widget=CHECKS,
        help_text=_("None chosen: everybody reads it."),
    )
    moments = forms.MultipleChoiceField(
        label=_("shown at"), choices=moments.choices, required=False, widget=CHECKS,
        help_text=_("Beside the forms of these moments it is offered as a hint."),
    )
    note = forms.CharField(label=_("what was changed"), max_length=200, required=False)

    class Meta:
        model = Article
        fields: ClassVar = ["title", "category", "body", "title_en", "body_en", "data_roles", "moments", "flow", "position",
                            "is_published", "note"]
        widgets: ClassVar = {
            "body": forms.Textarea(attrs={"rows": 18, "class": "input writing"}),
            "body_en": forms.Textarea(attrs={"rows": 12, "class": "input writing"}),
        }
        help_texts: ClassVar = {"body": MARKS, "is_published": _("A draft is seen only by those who manage knowledge.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].show_tree()  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
            self.initial["note"] = ""


class CategoryForm(Unwritten):
    """A node of the tree."""

    parent = CategoryField(label=_("under"), required=False)

    class Meta:
        model = Category
        fields: ClassVar = ["name", "name_en", "parent", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.pk
        below = next((branch.below for branch in tree() if branch.category.pk == own), frozenset())
        self.fields["parent"].show_tree(without=below)  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """Which article; only what this person may read is offered (PM-10)."""

    article = forms.ModelChoiceField(label=_("article"), queryset=Article.objects.none())

    def __init__(self, *args: Any, articles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = articles  # type: ignore[attr-defined]
        self.fields["article"].widget.attrs["data-find"] = _("title or pinyin")


class NothingForm(forms.Form):
    """A question that needs no input."""
