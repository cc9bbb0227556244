"""Template tags of the design system. Markup lives in cotton components; only what needs Python is here."""

from functools import lru_cache
from typing import Any, Final

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, NumberInput
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from shared_apps.core.company import COMPANY, CompanyIdentity
from shared_apps.ui import bundles

register = template.Library()

_FINDER: Final = "shared_apps.ui.finders.BundleFinder"
_TONES: Final = {"success": "circle-check", "warning": "triangle-alert", "error": "circle-alert"}
_WORDS_IN_A_MONOGRAM: Final = 2


@lru_cache(maxsize=512)
def _drawn(name: str, css_class: str) -> SafeString:
    drawing = lucide(name, size=20, **{"class": css_class, "aria_hidden": "true", "focusable": "false"})
    return mark_safe(drawing)  # noqa: S308 -- drawn by the icon package; the class is our own literal


@register.simple_tag
def icon(name: str, *, label: str = "", size: str = "") -> SafeString:
    """Draw a Lucide icon, silent to screen readers unless it carries a label."""
    drawing = _drawn(str(name), "icon icon--large" if size == "large" else "icon")
    if not label:
        return drawing
    return format_html('{}<span class="visually-hidden">{}</span>', drawing, label)


@register.simple_tag
def ui_styles(bundle: str = "app") -> SafeString:
    """Link one bundle of style sheets and preload the two faces every page shows."""
    joined = _FINDER in settings.STATICFILES_FINDERS
    sheets = [bundles.style_bundle(bundle)] if joined else bundles.style_parts(bundle)
    preloads = format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((static(f"ui/vendor/{font}"),) for font in bundles.PRELOADED),
    )
    links = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
    return format_html("{}\n{}", preloads, links)


@register.simple_tag
def ui_scripts() -> SafeString:
    """Link htmx and our own modules; all are deferred and none is needed to use a page."""
    htmx = format_html('<script src="{}" defer></script>', static("ui/vendor/htmx.min.js"))
    modules = format_html_join(
        "\n",
        '<script type="module" src="{}"></script>',
        ((static(f"ui/js/{module}.js"),) for module in bundles.SCRIPTS),
    )
    return format_html("{}\n{}", htmx, modules)


@register.filter
def monogram(name: object) -> str:
    """Return the one or two initials of a name."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    if len(words) > _WORDS_IN_A_MONOGRAM:
        words = [words[0], words[-1]]
    return "".join(word[0] for word in words).upper()


@register.filter
def message_icon(level: str) -> str:
    """Name the icon of a message level."""
    return _TONES.get(level, "info")


@register.filter
def field_kind(field: BoundField) -> str:
    """Classify a bound field for its markup: choice, group, file, number or text."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "choice"
    if field.use_fieldset:
        return "group"
    if isinstance(widget, FileInput):
        return "file"
    return "number" if isinstance(widget, NumberInput) else "text"


@register.filter
def wordmark(name: object) -> SafeString:
    """Set a house's name as its mark: the last of several words in italics."""
    first, _, last = str(name or "").rpartition(" ")
    if not first:
        return format_html("{}", last)
    return format_html("{} <em>{}</em>", first, last)


@register.simple_tag
def site_url(path: str = "/") -> str:
    """Return an absolute address on the public Site."""
    return f"{settings.SCHEME}://{settings.SITE_HOST}{path}"


@register.simple_tag
def company() -> CompanyIdentity:
    """Return the one record of who we are."""
    return COMPANY


@register.simple_tag
def field_widget(field: BoundField, hint: str = "") -> SafeString:
    """Draw a bound field's widget, described by its hint and its error."""
    attrs: dict[str, str | bool] = {}
    if hint and not field.help_text and field.auto_id and not field.use_fieldset:
        attrs["aria-describedby"] = described_by(field, hint)
    return field.as_widget(attrs=attrs)


@register.simple_tag
def described_by(field: BoundField, hint: str = "") -> str:
    """Return the ids of a bound field's hint and error."""
    ids = [f"{field.auto_id}_helptext"] if hint or field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def invalid_fields(form: BaseForm) -> list[BoundField]:
    """Return the visible fields with an error, in order."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def has_field_errors(form: BaseForm) -> bool:
    """Tell whether any visible field has an error."""
    return bool(invalid_fields(form))


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Return the page numbers worth offering around the present one."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
