"""What an administrator says of a field; the actions decide."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gendan.desk.fields import conditions
from gendan.spine.access.declarations import label_of
from gendan.spine.fields import options
from gendan.spine.fields.models import OwnField, Type
from gendan.spine.org.models import Role
from gendan.ui.form.fields import Unwritten
from gendan.ui.listing.declare import listings


def role_choices() -> list[tuple[str, str]]:
    """All roles by name, in the reader's language."""
    english = get_language() == "en"
    return [(role.key, role.name_en if english else role.name) for role in Role.objects.order_by("id")]


class Lines(forms.CharField):
    """One thing a line."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), required=False, **given)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class FieldForm(Unwritten):
    """Everything about a field; the type is asked once and never again."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    options = Lines(label=pgettext_lazy("field", "options"), help_text=_("One a line. A line that you leave out is no longer offered, and stays where it was chosen; what stands before “=” stays when you rename."))
    target = forms.ChoiceField(label=pgettext_lazy("field", "kind of record"), required=False, help_text=_("For the type “record” only."))
    view_roles = forms.MultipleChoiceField(label=_("seen by"), required=False, help_text=_("Nobody chosen: everybody who sees the record."))
    edit_roles = forms.MultipleChoiceField(label=pgettext_lazy("field", "filled in by"), required=False, help_text=_("Nobody chosen: everybody who may edit the record."))
    shown_field = forms.ChoiceField(label=pgettext_lazy("field", "asked for where"), required=False)
    shown_values = Lines(label=pgettext_lazy("field", "is one of"), help_text=_("One a line, in the words of the form."))

    class Meta:
        model = OwnField
        fields = ("title", "type", "options", "target", "help", "required", "unique", "indexed", "section", "position",
                  "on_form", "on_card", "on_list", "on_board", "view_roles", "edit_roles", "shown_field", "shown_values")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_kind = kind
        named: Any = self.fields
        old = self.instance if self.instance.pk else None
        for name in ("view_roles", "edit_roles"):
            named[name].choices = role_choices()
        kinds = {listing.kind: label_of(listing.kind) for listing in listings()}
        named["target"].choices = [("", "---------"), *kinds.items()]
        named["shown_field"].choices = conditions.fields(kind, but=old)
        named["position"].required = False
        named["indexed"].help_text = _("Each makes every saving a little slower.")
        if old is None:
            named["indexed"].initial = True
        else:
            self._settle(old)

    def _settle(self, old: OwnField) -> None:
        """A field that is there already: its type stays, and what belongs to other types is left out."""
        named: Any = self.fields
        said = conditions.said(self.of_kind, old.shown_field, old.shown_values)
        self.initial.update(options=options.written(old.options), revision=old.revision, shown_values=said)
        for name in ("type", "target"):
            named[name].disabled = True
            named[name].help_text = _("Stays as it is: what was filled in was entered as this.")
        for name, own_type in (("options", Type.CHOICE), ("target", Type.RECORD)):
            if old.type != own_type:
                del named[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            words = data.get("shown_values") or []
            data["shown_values"] = conditions.stored(self.of_kind, data.get("shown_field") or "", words)
        except forms.ValidationError as error:
            self.add_error("shown_values", error)
        if data.get("position") is None:
            data.pop("position", None)
        return data
