"""How far `sure` may be trusted on made documents: `python -m tests.vanban.generator.sureness 1000`.

An item is a field of the head, a recipient, a citation (number and day), the signature, or a duty with all its details.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.vanban.generator import Made, Noise, make
from tests.vanban.generator.scoring import DATED, near, same
from vanban import Confidence, Reading, read_text

HEAD = ("type", "number", "parent_issuer", "issuer", "place", "date", "subject", "archive")


def items(made: Made, reading: Reading) -> Iterator[tuple[str, Confidence, bool]]:
    """Yield what was read: its kind, how sure it is, whether it is right."""
    truth, read = made.truth, reading.to_contract()
    for name in HEAD:
        item = getattr(reading, name)
        if item is not None:
            yield "head", item.confidence, same(truth[name], read[name])
    for name in ("addressees", "distribution"):
        for item in getattr(reading, name):
            yield "recipients", item.confidence, any(near(item.value, other) for other in truth[name])
    if reading.signer is not None:
        yield "head", reading.signer.confidence, same(truth["signer"], read["signer"])
    cited = {(entry["number"], entry["date"]) for entry in truth["citations"]}
    for citation in reading.citations:
        day = citation.date.isoformat() if citation.date else None
        yield "citations", citation.confidence, (citation.number, day) in cited
    for duty, plain in zip(reading.assignments, read["assignments"], strict=True):
        yield "duties", duty.confidence, any(_whole(plain, other) for other in truth["assignments"])


def _whole(read: dict[str, Any], truth: dict[str, Any]) -> bool:
    return near(read["text"], truth["text"]) and all(
        same(truth[key], read[key]) for key in ("owners", *DATED, "deliver_to", "kind")
    )


def wilson(right: int, count: int, z: float = 1.96) -> float:
    """Return the lower bound of a share (Wilson, 95 %)."""
    if not count:
        return 0.0
    share, square = right / count, z * z / count
    return (share + square / 2 - z * math.sqrt(share * (1 - share) / count + square / (4 * count))) / (1 + square)


def main() -> None:
    """Print how many items are marked sure, and how many of those are right, by noise and by kind."""
    levels = list(Noise)
    seen: Counter[tuple[str, bool, bool]] = Counter()
    for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        made = make(seed, noise=levels[seed % len(levels)])
        for kind, confidence, is_right in items(made, read_text(made.text)):
            for group in ("all", f"noise {made.noise}", kind):
                seen[group, confidence is Confidence.SURE, is_right] += 1
    print(f"{'':<16}  items    sure   of them right   lower bound   right among the others")
    for group in dict.fromkeys(group for group, _sure, _right in seen):
        sure = seen[group, True, True] + seen[group, True, False]
        other = seen[group, False, True] + seen[group, False, False]
        right = seen[group, True, True]
        print(
            f"{group:<16} {sure + other:>6}  {sure / (sure + other):6.1%}  {right / max(sure, 1):14.2%}"
            f"  {wilson(right, sure):12.2%}  {seen[group, False, True] / max(other, 1):12.1%}"
        )


if __name__ == "__main__":
    main()
