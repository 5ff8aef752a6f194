"""The register of documents in and out, their files and citations, and uploads that wait in quarantine."""

from nhipcau.documents.models.documents import Citation, Direction, Document, DocumentFile, Party, PartyKind
from nhipcau.documents.models.files import StoredFile
from nhipcau.documents.models.uploads import Upload, UploadState

__all__ = [
    "Citation", "Direction", "Document", "DocumentFile", "Party", "PartyKind", "StoredFile", "Upload", "UploadState",
]  # fmt: skip
