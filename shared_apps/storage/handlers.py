"""Files posted through the web process: bounded, and in nameless files that no crash can leave behind."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MAX_REQUEST = 100 * 1024 * 1024


class NamelessFileHandler(FileUploadHandler):
    """Refuses a request of over 100 MB before reading it; spools files to disk without a name."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 -- Django's own name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig("The request is larger than 100 MB.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = TemporaryFile()  # noqa: SIM115 -- closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if getattr(self, "file", None):
            self.file.close()
