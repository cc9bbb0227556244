"""Pictures of the demo, drawn by our own code: pieces, stones, sketches, certificates, marks."""

from shared_apps.stack.pictures.catalogue import ENTRIES, Picture, UnknownPicture, draw, draw_all
from shared_apps.stack.pictures.large import draw_large
from shared_apps.stack.pictures.raster import DrawingBlocked

__all__ = ["ENTRIES", "DrawingBlocked", "Picture", "UnknownPicture", "draw", "draw_all", "draw_large"]
