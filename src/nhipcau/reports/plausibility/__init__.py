"""Rules of plausibility: a typed tree of terms, judged on figures; never a text that is executed."""

from nhipcau.reports.plausibility.checking import Checks, Finding, Implausible, blocking, check, check_all, must_pass
from nhipcau.reports.plausibility.lines import FormLine, lines_of
from nhipcau.reports.plausibility.rules_of_form import rules_of
from nhipcau.reports.plausibility.tree import Judgement, Rule, Term, Verdict, judge
from nhipcau.reports.plausibility.trying import Trial, try_rules
from nhipcau.reports.plausibility.wording import sentence

__all__ = [
    "Checks", "Finding", "FormLine", "Implausible", "Judgement", "Rule", "Term", "Trial", "Verdict", "blocking",
    "check", "check_all", "judge", "lines_of", "must_pass", "rules_of", "sentence", "try_rules",
]  # fmt: skip
