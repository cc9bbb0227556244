from __future__ import annotations

from django import template

from shared_apps.inquiries.enums import Piece

register = template.Library()


@register.filter
def brief_piece(value: str) -> str:
    """Return the label of a brief's piece."""
    return str(Piece(value).label) if value in Piece.values else value
