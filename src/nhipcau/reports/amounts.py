"""Figures over bodies and over time, on plain values: a sum says on how many it rests, a ratio has two sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nhipcau.numbers import show_number, show_ratio
from nhipcau.reports.models import AcrossBodies, Indicator, OverTime

Key = tuple[UUID, str]  # indicator and breakdown


@dataclass(frozen=True)
class Total:
    """A sum over `bodies`, `estimates` of which said that their number is an estimate (ước).

    `has_break`: it was counted under an indicator that this one continues, in another way.
    """

    value: int
    bodies: int
    estimates: int
    has_break: bool = False

    def __add__(self, other: Total) -> Total:
        return Total(
            self.value + other.value, self.bodies + other.bodies, self.estimates + other.estimates,
            self.has_break or other.has_break,
        )  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """One figure over bodies: `value` None where nothing was said; it rests on `counted` of `expected`.

    For a ratio `part` and `whole` are the two sums that it is made from, and `value` stays None. `has_break`: some of
    it was counted under an indicator that this one continues.
    """

    value: int | None
    counted: int
    expected: int
    estimates: int = 0
    part: int | None = None
    whole: int | None = None
    has_break: bool = False

    @property
    def shown(self) -> str:
        """Return the figure as printed; a dash where nothing was said, never a zero."""
        if self.part is not None and self.whole is not None:
            return show_ratio(self.part, self.whole)
        return "—" if self.value is None else show_number(self.value)

    @property
    def is_full(self) -> bool:
        """Whether every expected body is in it."""
        return self.counted >= self.expected

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None or self.part is not None


def amount_of(
    indicator: Indicator, breakdown: str, sums: Mapping[Key, Total], expected: int, answered: Mapping[Key, int]
) -> Amount:
    """Return one figure of one period from the sums of all; `answered` counts who gave what is never summed."""
    if indicator.across == AcrossBodies.NOT_SUMMED:
        return Amount(None, answered.get((indicator.pk, breakdown), 0), expected)
    if indicator.across == AcrossBodies.RATIO:
        part, whole = (sums.get((key, breakdown)) for key in (indicator.numerator_id, indicator.denominator_id))
        if part is None or whole is None:
            return Amount(None, 0, expected)
        return Amount(
            None, min(part.bodies, whole.bodies), expected, max(part.estimates, whole.estimates), part.value,
            whole.value, part.has_break or whole.has_break,
        )  # fmt: skip
    raw = sums.get((indicator.pk, breakdown))
    if raw is None:
        return Amount(None, 0, expected)
    return Amount(raw.value, raw.bodies, expected, raw.estimates, has_break=raw.has_break)


def cumulative_of(
    indicator: Indicator,
    breakdown: str,
    sums: Sequence[Mapping[Key, Total]],
    expected: Sequence[int],
) -> Amount:
    """Return lũy kế over the periods: added up, or the last one; a ratio from the lũy kế of its two sums."""
    asked = sum(expected)
    if indicator.across == AcrossBodies.NOT_SUMMED:
        return Amount(None, 0, expected[-1])
    if indicator.across == AcrossBodies.RATIO:
        assert indicator.numerator is not None and indicator.denominator is not None
        part = cumulative_of(indicator.numerator, breakdown, sums, expected)
        whole = cumulative_of(indicator.denominator, breakdown, sums, expected)
        if part.value is None or whole.value is None:
            return Amount(None, 0, part.expected)
        return Amount(
            None, min(part.counted, whole.counted), part.expected, max(part.estimates, whole.estimates), part.value,
            whole.value, part.has_break or whole.has_break,
        )  # fmt: skip
    amounts = [amount_of(indicator, breakdown, *pair, {}) for pair in zip(sums, expected, strict=True)]
    if indicator.over_time == OverTime.LAST:
        return amounts[-1]
    there = [amount for amount in amounts if amount.value is not None]
    if not there:
        return Amount(None, 0, asked)
    return Amount(
        sum(amount.value or 0 for amount in there), sum(amount.counted for amount in there), asked,
        sum(amount.estimates for amount in there), has_break=any(amount.has_break for amount in there),
    )  # fmt: skip


def percent_of(amount: Amount, target: int) -> str:
    """Return what a figure is of its target in per cent: (12, 48) → `25 %`; empty where either says nothing.

    The target of a ratio is in hundredths of a per cent (65,5 % is 6.550).
    """
    if target == 0:
        return ""
    if amount.part is not None and amount.whole is not None:
        return show_ratio(amount.part * 10_000, amount.whole * target) if amount.whole else ""
    return "" if amount.value is None else show_ratio(amount.value, target)
