"""The public pages: no cookie, no session, no script; what may be cached says so (P28)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from public_site import guards
from public_site.forms import BriefForm, ContactForm
from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.http import public
from shared_apps.inquiries.limits import first_claim, forget_claim
from shared_apps.inquiries.operations import new_reference, receive_brief, receive_inquiry
from shared_apps.rights.queries import PolicyNotPublished, published_policy
from shared_apps.tenancy.hosts import Surface, url_on
from shared_apps.ui.errors import error_page

type Receive = Callable[..., object]

FORM_METHODS = ("GET", "HEAD", "POST")
PAGES = ("home", "find_a_jeweler", "contact", "privacy")

for_five_minutes = cache_control(public=True, max_age=300)
for_a_day = cache_control(public=True, max_age=86_400)
for_nobody = cache_control(no_store=True)


@require_safe
@public
@for_five_minutes
@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public_site/home.html")


@require_http_methods(FORM_METHODS)
@public
def contact(request: HttpRequest) -> HttpResponse:
    return _form_page(request, ContactForm, "public_site/contact.html", receive_inquiry)


@require_http_methods(FORM_METHODS)
@public
def find_a_jeweler(request: HttpRequest) -> HttpResponse:
    return _form_page(request, BriefForm, "public_site/find_a_jeweler.html", receive_brief)


def _form_page(
    request: HttpRequest, form_class: type[ContactForm | BriefForm], template: str, receive: Receive
) -> HttpResponse:
    if request.method != "POST":
        return for_five_minutes(_shown)(request, form_class(), template)
    return for_nobody(_posted)(request, form_class, template, receive)


def _posted(
    request: HttpRequest, form_class: type[ContactForm | BriefForm], template: str, receive: Receive
) -> HttpResponse:
    if guards.is_too_large(request):
        return render(request, "public_site/too_large.html", status=413)
    form = form_class(request.POST)
    try:
        guards.check_post(request)
        if not form.is_valid():
            return _shown(request, form, template, status=422)
        guards.check_limits(request, form.cleaned_data["email"])
    except guards.Refused as refused:
        response = _shown(request, form, template, status=refused.status, refused=refused.message)
        if refused.status == 429:
            response.headers["Retry-After"] = str(guards.HOUR)
        return response
    return HttpResponseRedirect(reverse("public_site:received", args=[_kept(request, form, receive)]), status=303)


def _shown(
    request: HttpRequest,
    form: ContactForm | BriefForm,
    template: str,
    *,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    context = {"form": form, "stamp": guards.new_stamp(), "refused": refused}
    return render(request, template, context, status=status)


def _kept(request: HttpRequest, form: ContactForm | BriefForm, receive: Receive) -> str:
    """Keep what was told, once: the same page sent twice leads to the same reference."""
    reference = new_reference()
    key = f"post:{guards.fingerprint(request.POST[guards.STAMP], form.cleaned_data)}"
    first = first_claim(key, reference, seconds=guards.OLDEST_STAMP)
    if first != reference:
        return first
    try:
        receive(reference=reference, **form.cleaned_data)
    except Exception:
        forget_claim(key)
        raise
    return reference


@require_safe
@public
@for_nobody
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what happens next; the address holds the reference, so nothing is looked up and nothing is remembered."""
    return render(request, "public_site/received.html", {"reference": reference})


@require_safe
@public
@for_five_minutes
@conditional_page
def privacy(request: HttpRequest) -> HttpResponse:
    try:
        policy = published_policy()
    except PolicyNotPublished:
        return error_page(request, 503)
    return render(request, "public_site/privacy.html", {"policy": policy})


@require_safe
@public
@for_a_day
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /received/", f"Sitemap: {url_on(Surface.SITE, '/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public
@for_a_day
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = [url_on(Surface.SITE, reverse(f"public_site:{page}")) for page in PAGES]
    return render(request, "public_site/sitemap.xml", {"pages": pages}, content_type="application/xml")


@require_safe
@public
@for_a_day
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116)."""
    expires = (now() + timedelta(days=365)).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{COMPANY.email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, zh",
        f"Canonical: {url_on(Surface.SITE, '/.well-known/security.txt')}",
        f"Policy: {url_on(Surface.SITE, '/privacy')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public
@for_a_day
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("ui/img/mark.svg"))


@require_safe
@public
def without_slash(request: HttpRequest, page: str) -> HttpResponse:
    """Lead an address written with a slash at its end to the page."""
    name = page.replace("-", "_")
    if name not in PAGES:
        raise Http404
    return HttpResponsePermanentRedirect(reverse(f"public_site:{name}"))
