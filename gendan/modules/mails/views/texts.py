"""The door through which providers push short messages that came in."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gendan.modules.mails import actions
from gendan.spine.messages.sms import incoming

LONGEST = 256 * 1024


@csrf_exempt  # a machine calls, and proves itself by the key
@require_POST
def hear(request: HttpRequest, provider: str, key: str) -> HttpResponse:
    """Take a push of the provider that this installation has; for everybody else there is nothing here."""
    if provider != settings.SMS.get("provider") or not incoming.is_key(provider, key):
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return JsonResponse({}, status=413)
    try:
        came = incoming.read(provider, request.body)
    except (ValueError, OverflowError):
        return JsonResponse({}, status=400)
    for one in came:
        actions.hear(one, now=timezone.now())
    return JsonResponse(incoming.ANSWERS[provider])
