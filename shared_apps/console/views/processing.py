"""The records of processing, generated, to be read, printed or handed to an authority (GDPR Art. 30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.console.register_words import tabs
from shared_apps.core.http import staff_required
from shared_apps.registers.processing import record_of_controller, record_of_processor


@require_safe
@staff_required
def processing_controller(request: HttpRequest) -> HttpResponse:
    return _page(request, record_of_controller())


@require_safe
@staff_required
def processing_processor(request: HttpRequest) -> HttpResponse:
    return _page(request, record_of_processor())


def _page(request: HttpRequest, record: dict[str, Any]) -> HttpResponse:
    context = {"tabs": tabs(request), "record": record, "who": record.get("controller") or record["processor"]}
    return render(request, "console/registers/processing.html", context)


@require_safe
@staff_required
def processing_controller_json(request: HttpRequest) -> HttpResponse:
    return _document(record_of_controller, "record-of-processing-controller")


@require_safe
@staff_required
def processing_processor_json(request: HttpRequest) -> HttpResponse:
    return _document(record_of_processor, "record-of-processing-processor")


def _document(made: Callable[[], dict[str, Any]], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return JsonResponse(made(), json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=headers)
