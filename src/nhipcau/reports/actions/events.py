"""The deeds of this app as the trail names them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of deed."""

    STARTED = "report.started"
    FILE_ATTACHED = "report.file-attached"
    FILE_DETACHED = "report.file-detached"
    NEW_VERSION = "report.new-version"
    SIGNED_OFF = "report.signed-off"
    NUMBERED = "report.numbered"
    FORWARDED = "report.forwarded"
    RECEIVED = "report.received"
    COMPLETION_ASKED = "report.completion-asked"
    VOIDED = "report.voided"
    ENTERED_FOR = "report.entered-for"
    EXPLAINED = "report.explained"
    EXEMPTED = "report.exempted"
    URGED = "report.urged"
    CONSOLIDATED = "report.consolidated"
    SENT_UPWARD = "report.sent-upward"
    FORM_GIVEN = "report.form-given"
