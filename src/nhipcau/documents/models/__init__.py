"""The register of documents in and out, their files and citations, and uploads that wait in quarantine."""

from nhipcau.documents.models.documents import Citation, Direction, Document, DocumentFile, Party, PartyKind
from nhipcau.documents.models.files import StoredFile
from nhipcau.documents.models.uploads import ENDED_STATES, WAITING_STATES, Upload, UploadPage, UploadState

__all__ = [
    "ENDED_STATES", "WAITING_STATES", "Citation", "Direction", "Document", "DocumentFile", "Party", "PartyKind",
    "StoredFile", "Upload", "UploadPage", "UploadState",
]  # fmt: skip
