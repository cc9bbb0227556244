"""What pages of the Site need besides words: addresses, counterparts in the other language, pictures, days."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from public_site.days import day_words
from public_site.files import PAGES
from public_site.languages import LANGUAGES, absolute, in_language
from public_site.pictures import SHOTS
from shared_apps.tenancy.hosts import Surface, url_on

register = template.Library()
register.filter("day", day_words)


@register.simple_tag
def app_url(path: str) -> str:
    """Return an absolute address on the App host."""
    return url_on(Surface.APP, path)


@register.inclusion_tag("public_site/_alternates.html", takes_context=True)
def alternates(context: dict[str, Any]) -> dict[str, Any]:
    """Name this page's own address and its counterparts; pages that nobody may list name nothing."""
    request = context["request"]
    match = request.resolver_match
    if match is None or match.namespace != "public_site" or match.url_name not in PAGES:
        return {}
    return {
        "canonical": absolute(request.path, get_language() or "en"),
        "others": [(language.tag, absolute(request.path, language.code)) for language in LANGUAGES],
        "default": absolute(request.path, LANGUAGES[0].code),
    }


@register.simple_tag(takes_context=True)
def language_switch(context: dict[str, Any]) -> SafeString:
    """Link this same page in the other language, in that language's own name."""
    here = get_language() or "en"
    other = next(language for language in LANGUAGES if language.code != here)
    path = in_language(context["request"].path, other.code)
    words = '<a class="tongue" href="{}" hreflang="{}" lang="{}">{}</a>'
    return format_html(words, path, other.tag, other.tag, other.name)


@register.simple_tag
def picture(slug: str, alt: str = "", sizes: str = "100vw", *, eager: bool = False) -> SafeString:
    """Show one of our pictures in the size a screen needs, its room kept before it arrives."""
    shot = SHOTS[slug]
    sources = ", ".join(f"{static(shot.file(width))} {width}w" for width, _height in shot.sizes)
    width, height = shot.sizes[1]
    haste = "eager" if eager else "lazy"
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        static(shot.file(width)),
        sources,
        sizes,
        width,
        height,
        alt,
        haste,
    )


@register.simple_tag
def card(slug: str = "ring-oval-solitaire-top") -> str:
    """Return the absolute address of the picture that stands beside a shared link."""
    return url_on(Surface.SITE, static(SHOTS[slug].card))
