"""Handing out stored files under the page's own host, after the view has checked who asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, parse_etags

from shared_apps.storage.objects import Stream

# A file is nobody's page: opened by itself it may run, load and embed nothing.
SANDBOX = "sandbox; default-src 'none'"


def picture(
    request: HttpRequest, *, sha256: str, content_type: str, open_stream: Callable[[], Stream]
) -> HttpResponseBase:
    """Answer with a picture to show, or 304 if the browser's copy is this one; the store is asked only then."""
    etag = f'"{sha256}"'
    held = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponseBase
    if etag in held or f"W/{etag}" in held:
        response = HttpResponseNotModified()
    else:
        response = streamed(request, open_stream(), content_type)
        response.headers["Content-Disposition"] = "inline"
    # Kept by the browser, but asked about every time: who may no longer see it, does not.
    return guarded(response, {"ETag": etag, "Cache-Control": "private, no-cache"})


def attachment(request: HttpRequest, *, stream: Stream, name: str, content_type: str) -> HttpResponseBase:
    """Answer with a file to be saved, never shown in place, and kept by no cache."""
    response = streamed(request, stream, content_type)
    named = content_disposition_header(as_attachment=True, filename=name)
    return guarded(response, {"Content-Disposition": named or "attachment", "Cache-Control": "no-store"})


def streamed(request: HttpRequest, stream: Stream, content_type: str) -> HttpResponseBase:
    length = {"Content-Length": str(stream.size)}
    if request.method == "HEAD":
        stream.close()
        return HttpResponse(content_type=content_type, headers=length)
    return StreamingHttpResponse(stream, content_type=content_type, headers=length)


def guarded(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response.headers[name] = value
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
