"""Indicators, forms, submissions with their versions and figures, live sums, frozen consolidations, targets."""

from nhipcau.reports.models.consolidations import (
    ConsolidatedFigure,
    ConsolidatedJoin,
    ConsolidatedText,
    Consolidation,
    ConsolidationSource,
    LiveSum,
    SummedObligation,
)
from nhipcau.reports.models.forms import (
    AskedOf,
    ColumnKind,
    Field,
    FieldKind,
    FormVersion,
    ObligationForm,
    ReportForm,
    TableColumn,
)
from nhipcau.reports.models.gathering import ChangedFigure, GatheredSource, GatheredText
from nhipcau.reports.models.indicators import (
    AcrossBodies,
    Breakdown,
    BreakdownOption,
    Counted,
    Indicator,
    IndicatorKind,
    OverTime,
)
from nhipcau.reports.models.plausibility import Compared, PassedRule, PlausibilityRule, RuleTerm, Side, TermAt
from nhipcau.reports.models.submissions import (
    Attachment,
    CompletionRequest,
    Figure,
    Narrative,
    Quality,
    Submission,
    TableCell,
    TableRow,
    Version,
)
from nhipcau.reports.models.targets import Direction, RankingSwitch, Target

__all__ = [
    "AcrossBodies", "AskedOf", "Attachment", "Breakdown", "BreakdownOption", "ChangedFigure", "ColumnKind",
    "Compared", "CompletionRequest", "ConsolidatedFigure", "ConsolidatedJoin", "ConsolidatedText", "Consolidation",
    "ConsolidationSource", "Counted", "Direction", "Field", "FieldKind", "Figure", "FormVersion", "GatheredSource",
    "GatheredText", "Indicator", "IndicatorKind", "LiveSum", "Narrative", "ObligationForm", "OverTime", "PassedRule",
    "PlausibilityRule", "Quality", "RankingSwitch", "ReportForm", "RuleTerm", "Side", "Submission", "SummedObligation",
    "TableCell", "TableColumn", "TableRow", "Target", "TermAt", "Version",
]  # fmt: skip
