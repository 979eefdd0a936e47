"""The reference page of the API and each person's tokens."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gendan.api.actions import make_token, revoke_token
from gendan.api.queries import tokens_of
from gendan.desk.rest.forms import TokenForm
from gendan.desk.rest.site import api


@login_required
def reference(request: HttpRequest) -> HttpResponse:
    """Every route with its parameters and answers, drawn from the OpenAPI document itself."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append(
                {"method": method.upper(), "path": path, "operation": operation, "input": _input_of(operation)}
            )
    return TemplateResponse(
        request, "rest/reference.html",
        {"groups": sorted(groups.items()), "schemas": _schemas(schema), "version": schema["openapi"]},
    )


def _schemas(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Name, description and fields of what goes in and out."""
    return [
        {"name": name, "description": one.get("description", ""), "fields": [
            {"name": field, "type": _type_of(meaning), "description": meaning.get("description", ""),
             "required": field in one.get("required", [])}
            for field, meaning in one.get("properties", {}).items()
        ]}
        for name, one in sorted(schema["components"]["schemas"].items())
    ]


def _type_of(meaning: dict[str, Any]) -> str:
    """A field's type in one word or two."""
    if "anyOf" in meaning:
        return " | ".join(_type_of(one) for one in meaning["anyOf"])
    if "$ref" in meaning:
        return str(meaning["$ref"]).rsplit("/", 1)[-1]
    if meaning.get("type") == "array":
        return f"[{_type_of(meaning.get('items', {}))}]"
    return str(meaning.get("format") or meaning.get("type") or "any")


def _input_of(operation: dict[str, Any]) -> str:
    """The name of the schema that the body has, or nothing."""
    content = operation.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {})
    reference_to = body.get("$ref") or body.get("items", {}).get("$ref", "")
    return reference_to.rsplit("/", 1)[-1]


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens; a new one's secret is shown this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["expires_on"]
        expires_at = timezone.make_aware(datetime.combine(until, time.max)) if until else None
        _token, secret = make_token(
            employee=request.user, name=form.cleaned_data["name"], now=timezone.now(), expires_at=expires_at,
            read_only=form.cleaned_data["read_only"],
        )
        form = TokenForm()
    mine = tokens_of(request.user)
    return TemplateResponse(request, "rest/tokens.html", {"form": form, "tokens": mine, "secret": secret})


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back."""
    if revoke_token(employee=request.user, token_id=pk):
        messages.success(request, _("The token no longer works."))
    return redirect("api_tokens")
