"""Forms, submissions with their versions and figures, live sums, and frozen consolidations."""

from nhipcau.reports.models.consolidations import (
    ConsolidatedFigure,
    ConsolidatedText,
    Consolidation,
    ConsolidationSource,
    LiveSum,
    SummedObligation,
)
from nhipcau.reports.models.forms import (
    AcrossBodies,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
    ObligationForm,
    OverTime,
    ReportForm,
)
from nhipcau.reports.models.submissions import Attachment, CompletionRequest, Figure, Narrative, Submission, Version

__all__ = [
    "AcrossBodies", "Attachment", "CompletionRequest", "ConsolidatedFigure", "ConsolidatedText", "Consolidation",
    "ConsolidationSource", "Field", "FieldKind", "Figure", "FormVersion", "Indicator", "LiveSum", "Narrative",
    "ObligationForm", "OverTime", "ReportForm", "Submission", "SummedObligation",
    "Version",
]  # fmt: skip
