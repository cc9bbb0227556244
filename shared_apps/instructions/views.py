from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from shared_apps.core.http import signed_in
from shared_apps.instructions.models import Certificate


@require_safe
@signed_in
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the certificate to the account that gave the instruction; to others it does not exist."""
    found = get_object_or_404(Certificate, pk=pk, instruction__instructed_by_id=request.user.pk)
    name = f"deletion-{found.instruction.slug}.json"
    return JsonResponse(
        found.document,
        json_dumps_params={"indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
