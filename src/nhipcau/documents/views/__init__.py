"""Pages of the register."""

from nhipcau.documents.views.files import file, serve, uploaded_file, uploaded_page

__all__ = ["file", "serve", "uploaded_file", "uploaded_page"]
