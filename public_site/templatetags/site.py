"""Addresses of the App for pages of the Site."""

from __future__ import annotations

from django import template

from shared_apps.tenancy.hosts import Surface, url_on

register = template.Library()


@register.simple_tag
def app_url(path: str) -> str:
    """Return an absolute address on the App host."""
    return url_on(Surface.APP, path)
