"""When duties fall due: rules as data, periods, the printed day in each, and the last day that still counts.

Pure: days in, days out. A due time is a rule, not a date typed by hand; occurrences follow from it.
"""

from nhipcau.obligations.rules.last_days import DueSettings, LastDay, Settings, day_off, last_day, next_working_day
from nhipcau.obligations.rules.periods import MOST_PERIODS, data_window, opens_on, periods, printed_due
from nhipcau.obligations.rules.spec import DataWindow, NotARule, Period, RuleSpec, StoredRule, months_of

__all__ = [
    "MOST_PERIODS", "DataWindow", "DueSettings", "LastDay", "NotARule", "Period", "RuleSpec", "Settings", "StoredRule",
    "data_window", "day_off", "last_day", "months_of", "next_working_day", "opens_on", "periods", "printed_due",
]  # fmt: skip
