"""Serve each style bundle as one file, to `collectstatic` and to the development server alike."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property

from . import bundles


class BundleFinder(BaseFinder):
    """Find `ui/css/<bundle>.bundle.css`, joined anew whenever a part has changed."""

    @cached_property
    def storage(self) -> FileSystemStorage:
        return FileSystemStorage(location=settings.VAR_DIR / "ui")

    def check(self, **kwargs: Any) -> list[Any]:
        """Report no problems: bundles are declared in code."""
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        """Return the joined file's place on disk, or an empty list."""
        for bundle in bundles.STYLES:
            if path == bundles.style_bundle(bundle):
                place = str(self._write(bundle))
                return [place] if find_all else place
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every bundle for `collectstatic`."""
        for bundle in bundles.STYLES:
            self._write(bundle)
            yield bundles.style_bundle(bundle), self.storage

    def _write(self, bundle: str) -> Path:
        target = Path(self.storage.location) / bundles.style_bundle(bundle)
        newest = max((bundles.STATIC / part).stat().st_mtime for part in bundles.style_parts(bundle))
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_text(bundles.joined(bundle), encoding="utf-8")
            fresh.replace(target)
        return target
