"""Serve the Site's pictures as static files, to `collectstatic` and to the development server alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property

from public_site import pictures


class PictureFinder(BaseFinder):
    """Find the pictures, drawing them when they are asked for the first time."""

    @cached_property
    def storage(self) -> FileSystemStorage:
        # Beside the code and not in a profile's folder: drawings are the same for all, and take seconds.
        return FileSystemStorage(location=settings.BASE_DIR / "var" / "site")

    def check(self, **kwargs: Any) -> list[Any]:
        """Report no problems: pictures are declared in code."""
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        """Return a picture's place on disk, or an empty list."""
        if path not in pictures.every_file():
            return []
        pictures.cut_all(Path(self.storage.location))
        place = self.storage.path(path)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every picture for `collectstatic`."""
        pictures.cut_all(Path(self.storage.location))
        for name in pictures.every_file():
            yield name, self.storage
