"""Pages of the register."""

from nhipcau.documents.views.files import file, serve, uploaded_file, uploaded_page
from nhipcau.documents.views.register import document, instruct, look_up, recall, register, register_xlsx, release
from nhipcau.documents.views.registering import bodies, correct, register_upload
from nhipcau.documents.views.uploads import declare_again, delete, progress, read_again, upload, uploaded

__all__ = [
    "bodies", "correct", "declare_again", "delete", "document", "file", "instruct", "look_up", "progress", "read_again",
    "recall", "register", "register_upload", "register_xlsx", "release", "serve", "upload", "uploaded",
    "uploaded_file", "uploaded_page",
]  # fmt: skip
