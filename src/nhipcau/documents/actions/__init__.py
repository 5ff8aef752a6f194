"""The deeds of the register: handing in, reading, registering, and what comes after."""

from nhipcau.documents.actions.afterwards import (
    AlreadyRecalled,
    MayNotRelease,
    NeedsReason,
    instruct,
    may_release,
    recall,
    release,
)
from nhipcau.documents.actions.correcting import ChangedMeanwhile, correct
from nhipcau.documents.actions.reading import read_upload
from nhipcau.documents.actions.registering import (
    AlreadyRegistered,
    CitedFields,
    Duplicate,
    HeadFields,
    NotRead,
    register,
)
from nhipcau.documents.actions.uploading import (
    NotDeclared,
    NotNow,
    clear_quarantine,
    declare_again,
    delete_upload,
    read_again,
    upload,
)

__all__ = [
    "AlreadyRecalled", "AlreadyRegistered", "ChangedMeanwhile", "CitedFields", "Duplicate", "HeadFields",
    "MayNotRelease", "NeedsReason", "NotDeclared", "NotNow", "NotRead", "clear_quarantine", "correct", "declare_again",
    "delete_upload", "instruct", "may_release", "read_again", "read_upload", "recall", "register", "release", "upload",
]  # fmt: skip
