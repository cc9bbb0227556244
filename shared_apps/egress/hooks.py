"""Where the mail provider reports what became of a mail: arrived, came back, reported as unwanted. Nothing else.

A report names its mail by our reference, so that it is written into the log of the half the mail belongs to. Whom it
went to stands in the report and is not kept. Opens and clicks are not asked for, and dropped if they are sent.
"""

from __future__ import annotations

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shared_apps.core.http import public
from shared_apps.egress.models import MailStatus
from shared_apps.egress.outcomes import note_outcome

OUTCOMES = {
    "delivered": MailStatus.DELIVERED,
    "bounced": MailStatus.BOUNCED,
    "failed": MailStatus.BOUNCED,
    "rejected": MailStatus.REFUSED,
    "complained": MailStatus.COMPLAINED,
}


class ReportUnreadable(SuspiciousOperation):
    """Something came under the right secret that is no report of our provider."""


@csrf_exempt
@require_POST
@public
def mail_reports(request: HttpRequest) -> HttpResponse:
    """Take the provider's reports; one about a mail we do not know is taken and forgotten."""
    if not (settings.MAIL_REPORTS and settings.MAIL_HOOK_SECRET):
        raise Http404
    for event in events_of(request):
        status = OUTCOMES.get(event.event_type)
        if status is not None:
            note_outcome(str((event.metadata or {}).get("mail", "")), status)
    return HttpResponse(status=200)


def events_of(request: HttpRequest) -> list[AnymailTrackingEvent]:
    """Read a report, after it has proved whose it is; raises PermissionDenied, ReportUnreadable."""
    reader: AnymailBaseWebhookView = import_string(settings.MAIL_REPORTS)(webhook_secret=settings.MAIL_HOOK_SECRET)
    try:
        reader.run_validators(request)
    except AnymailWebhookValidationFailure as error:
        raise PermissionDenied from error
    try:
        events: list[AnymailTrackingEvent] = reader.parse_events(request)
    except (ValueError, LookupError, AttributeError, TypeError, ImproperlyConfigured) as error:
        raise ReportUnreadable from error
    return events
