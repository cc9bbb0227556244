"""The public pages: no cookie, no session, no script; what may be cached says so (P28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from public_site import guards
from public_site.caching import for_five_minutes, for_nobody
from public_site.files import PAGES
from public_site.forms import BriefForm, ContactForm
from public_site.review import review_of
from shared_apps.core.http import public
from shared_apps.inquiries.limits import first_claim, forget_claim
from shared_apps.inquiries.operations import new_reference, receive_brief, receive_inquiry
from shared_apps.introductions import wording

type Receive = Callable[..., object]
type AnyForm = ContactForm | BriefForm

FORM_METHODS = ("GET", "HEAD", "POST")
STEP, REVIEW, CHANGE, SEND = "step", "review", "change", "send"


def _page(template: str) -> Callable[..., HttpResponseBase]:
    @require_safe
    @public
    @for_five_minutes
    @conditional_page
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"public_site/{template}.html")

    return view


home = _page("home")
how_it_works = _page("how_it_works")
for_jewelers = _page("for_jewelers")
about = _page("about")


@require_http_methods(FORM_METHODS)
@public
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return for_five_minutes(_shown)(request, ContactForm(), "public_site/contact.html")
    return for_nobody(_posted)(request, ContactForm, "public_site/contact.html")


@require_safe
@public
@for_five_minutes
def providers(request: HttpRequest) -> HttpResponse:
    """Say what is on the list of providers, and offer the words that ask for it (P40)."""
    form = ContactForm(initial={"message": _("Please send me the list of your providers.")})
    return _shown(request, form, "public_site/providers.html")


@require_http_methods(FORM_METHODS)
@public
def find_a_jeweler(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return for_five_minutes(_shown)(request, BriefForm(), "public_site/find_a_jeweler.html")
    return for_nobody(_posted)(request, BriefForm, "public_site/find_a_jeweler.html")


def _posted(request: HttpRequest, form_class: type[AnyForm], template: str) -> HttpResponse:
    if guards.is_too_large(request):
        return render(request, "public_site/too_large.html", status=413)
    form = form_class(request.POST)
    if request.POST.get(STEP) == CHANGE:
        return _shown(request, form_class(initial=_typed(form)), template)
    try:
        guards.check_post(request)
        if not form.is_valid():
            return _shown(request, form, template, status=422)
        if isinstance(form, BriefForm) and request.POST.get(STEP) != SEND:
            return _reviewed(request, form)
        guards.check_limits(request, form.cleaned_data["email"])
    except guards.Refused as refused:
        response = _shown(request, form, template, status=refused.status, refused=refused.message)
        if refused.status == 429:
            response.headers["Retry-After"] = str(guards.HOUR)
        return response
    return HttpResponseRedirect(_kept(request, form), status=303)


def _typed(form: AnyForm) -> dict[str, Any]:
    """Return what was typed, as a form shows it that judges nothing."""
    return {name: form[name].data for name in form.fields}


def _shown(request: HttpRequest, form: AnyForm, template: str, *, status: int = 200, refused: str = "") -> HttpResponse:
    context = {
        "form": form,
        "stamp": guards.new_stamp(),
        "refused": refused,
        "direct": wording.DIRECT[get_language() or "en"],
    }
    return render(request, template, context, status=status)


def _reviewed(request: HttpRequest, form: BriefForm) -> HttpResponse:
    """Show the brief once more before it is sent; nothing is kept yet, the page itself carries it."""
    context = {
        "form": form,
        "review": review_of(form),
        "hidden": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
        "stamp": request.POST[guards.STAMP],
        "direct": wording.DIRECT[get_language() or "en"],
    }
    return render(request, "public_site/review.html", context)


def _kept(request: HttpRequest, form: AnyForm) -> str:
    """Keep what was told, once: the same page sent twice leads to the same reference. Return where to go."""
    is_brief = isinstance(form, BriefForm)
    receive: Receive = receive_brief if is_brief else receive_inquiry
    page = "brief_received" if is_brief else "received"
    reference = new_reference()
    told = {name: str(value) for name, value in form.told.items()}
    key = f"post:{guards.fingerprint(request.POST[guards.STAMP], told)}"
    first = first_claim(key, reference, seconds=guards.OLDEST_STAMP)
    if first == reference:
        try:
            receive(reference=reference, language=get_language() or settings.LANGUAGE_CODE, **form.told)
        except Exception:
            forget_claim(key)
            raise
    return reverse(f"public_site:{page}", args=[first])


def _thanks(template: str) -> Callable[..., HttpResponseBase]:
    @require_safe
    @public
    @for_nobody
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        """Say what happens next; the address holds the reference, so nothing is looked up and nothing remembered."""
        return render(request, f"public_site/{template}.html", {"reference": reference})

    return view


received = _thanks("received")
brief_received = _thanks("brief_received")


@require_safe
@public
def without_slash(request: HttpRequest, page: str) -> HttpResponse:
    """Lead an address written with a slash at its end to the page."""
    name = page.replace("-", "_")
    if name not in PAGES or name == "home":
        raise Http404
    return HttpResponsePermanentRedirect(reverse(f"public_site:{name}"))
