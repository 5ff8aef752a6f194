"""Taking a request's files without storing more than is allowed."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_FILES = 4  # of the largest size, in one request


class Quota(FileUploadHandler):
    """Stops storing a file when it passes the limit, and every file of a request that is too large as a whole.

    The rest of the body is read and thrown away, so that the browser gets an answer instead of a broken line. The names
    of what was not taken are in `too_large`.
    """

    chunk_size = 256 * 1024

    def __init__(self, request: object = None) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.takes_nothing = False
        self.size = 0

    def handle_raw_input(
        self, input_data: object, META: dict, content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        """Look at the announced length before anything is read."""
        self.takes_nothing = content_length > settings.MAX_FILE_BYTES * MOST_FILES

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.size = 0
        if self.takes_nothing:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a chunk on to the next handler."""
        self.size += len(raw_data)
        if self.size > settings.MAX_FILE_BYTES:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave making the file to the next handler."""
        return None

    def _refuse(self) -> None:
        self.too_large.append(self.file_name or "")
        raise SkipFile
