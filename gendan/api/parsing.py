"""What is sent becomes values: text that no database can hold is refused at the door."""

import json
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

#: A zero mark, or half of a pair of which the other half may be missing.
_SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


class CarefulParser(Parser):
    """JSON and addresses, without zero marks and torn characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.body and _SUSPICIOUS.search(request.body):
            _require_kept(json.dumps(json.loads(request.body), ensure_ascii=False).replace("\\u0000", "\0"))
        return super().parse_body(request)

    def parse_querydict(self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest) -> Any:
        if isinstance(data, QueryDict):
            _require_kept("".join(one for values in dict(data).values() for one in values if isinstance(one, str)))
        return super().parse_querydict(data, list_fields, request)


def _require_kept(text: str) -> None:
    if _UNKEPT.search(text):
        raise ValidationError(_("The text holds a character that cannot be kept."))
