"""The same refusals as on the pages, as JSON."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError as SchemaError

from gendan.spine.doors import refusals
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.trouble import RETRY, trouble_of

log = logging.getLogger(__name__)
STATUS = {"not_allowed": 403, "too_often": 429}


def _body(code: str, message: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "message": message, **more}


def register(api: NinjaAPI) -> None:
    """Teach the API what each kind of error looks like: 403, 404, 409, 422, 503."""
    register_troubles(api)

    @api.exception_handler(NotAllowed)
    def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
        refusals.note(request, error)
        return api.create_response(request, _body(error.code, str(error.reason), who=str(error.who)), status=403)

    @api.exception_handler(Stale)
    def stale(request: HttpRequest, error: Stale) -> HttpResponse:
        current = {name: None if value is None else str(value) for name, value in error.current.items()}
        return api.create_response(request, _body(error.code, str(error.reason), current=current), status=409)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        body = _body(error.code, str(error.reason), who=str(error.who), field=error.field)
        if hits := getattr(error, "hits", None):
            body["hits"] = [hit.as_json() for hit in hits]
        response = api.create_response(request, body, status=STATUS.get(error.code, 409))
        if error.code == "too_often":
            response["Retry-After"] = "60"
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return api.create_response(request, _body("invalid", _("Please correct the input."), fields=fields), status=422)

    @api.exception_handler(DataError)
    def too_much(request: HttpRequest, error: DataError) -> HttpResponse:
        log.warning("A value that no field refused did not fit into its column: %s", error)
        return api.create_response(request, _body("invalid", _("A value is too long or too large for its place."), fields={}), status=422)

    @api.exception_handler(SchemaError)
    def malformed(request: HttpRequest, error: SchemaError) -> HttpResponse:
        fields: dict[str, list[str]] = {}
        for one in error.errors:
            fields.setdefault(".".join(str(part) for part in one["loc"][1:]), []).append(one["msg"])
        return api.create_response(request, _body("invalid", _("Please correct the input."), fields=fields), status=422)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
        message = _("There is no such record, or you may not see it.")
        return api.create_response(request, _body("not_found", message), status=404)


def register_troubles(api: NinjaAPI) -> None:
    """503, where it is neither ours nor the caller's fault: the database is away, or the disk is full."""

    @api.exception_handler(OperationalError)
    @api.exception_handler(InterfaceError)
    @api.exception_handler(OSError)
    def not_now(request: HttpRequest, error: Exception) -> HttpResponse:
        trouble = trouble_of(error)
        if trouble is None:
            raise error
        response = api.create_response(request, _body(trouble, _("The server cannot do this just now. Nothing is lost: try again in a moment.")), status=503)
        response["Retry-After"] = str(RETRY)
        return response
