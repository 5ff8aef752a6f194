"""Forms as locked workbooks: written to be filled in offline, read back cell by cell; one report, or one row a body."""

from nhipcau.reports.workbooks.blank import blank_workbook
from nhipcau.reports.workbooks.identity import Identity, NotThisReport
from nhipcau.reports.workbooks.many import Arrived, ManyRead, many_workbook, read_many
from nhipcau.reports.workbooks.merging import Change, Merged, merge
from nhipcau.reports.workbooks.opening import MOST_BYTES, NotReadable, Problem
from nhipcau.reports.workbooks.reading import Filled, read_workbook

__all__ = [
    "MOST_BYTES", "Arrived", "Change", "Filled", "Identity", "ManyRead", "Merged", "NotReadable", "NotThisReport",
    "Problem", "blank_workbook", "many_workbook", "merge", "read_many", "read_workbook",
]  # fmt: skip
