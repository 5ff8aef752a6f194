"""Scores of the reader over made documents, by style and by noise: `python -m tests.vanban.generator.scoring 400`.

The project's own scorer is taken where it lies (beside the folder that NHIPCAU_REAL_DOCUMENTS names); where it does
not, a smaller comparison with the same columns.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.vanban.generator import Made, Noise, make
from vanban import read_text

PARTS = ("head", "cites", "recip", "detect", "detail")
HEAD = ("type", "number", "parent_issuer", "issuer", "place", "date", "subject", "signer")
DATED = ("due", "due_kind", "recurrence")
NEAR = 0.9
Score = dict[str, float]


def scorer() -> tuple[str, Callable[[dict[str, Any], dict[str, Any]], Score]]:
    """Return the name of the comparison, and the function that compares the truth with a reading."""
    named = os.environ.get("NHIPCAU_REAL_DOCUMENTS", "")
    path = Path(named).parent / "reading" / "score_reading.py"
    if not named or not path.is_file():
        return "own", compare
    spec = importlib.util.spec_from_file_location("score_reading", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return "project", module.score_document


def compare(truth: dict[str, Any], read: dict[str, Any]) -> Score:
    """Compare a reading with the truth: shares and F1 values from 0 to 1, and the counts of dated duties."""
    score: Score = {"head": sum(same(truth[key], read[key]) for key in HEAD) / len(HEAD)}
    cited = [{(entry["number"], entry["date"]) for entry in one["citations"]} for one in (truth, read)]
    score["cites"] = _share(list(cited[0] & cited[1]), truth["citations"], read["citations"])
    lists = [[name for key in ("addressees", "distribution") for name in one[key]] for one in (truth, read)]
    score["recip"] = _share([None] * len(_pairs(*lists)), *lists)
    wanted, found = truth["assignments"], read["assignments"]
    pairs = _pairs([entry["text"] for entry in wanted], [entry["text"] for entry in found])
    score["detect"] = _share(pairs, wanted, found)
    details = [
        same(wanted[i][key], found[j][key]) for i, j in pairs for key in ("owners", *DATED, "deliver_to", "kind")
    ]
    score["detail"] = sum(details) / len(details) if details else float(not wanted)
    dated = [i for i, entry in enumerate(wanted) if entry["due"] or entry["recurrence"]]
    partner = dict(pairs)
    right = [i for i in dated if i in partner and all(wanted[i][key] == found[partner[i]][key] for key in DATED)]
    return score | {"dated_gold": len(dated), "dated_right": len(right)}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split()).strip(" .,;:/")


def near(left: str, right: str) -> bool:
    """Whether two texts are the same but for a slip in ten letters."""
    matcher = SequenceMatcher(None, _folded(left), _folded(right), autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def same(truth: Any, read: Any) -> bool:
    """Whether two values of the contract are the same, strings and lists of them but for slips."""
    if isinstance(truth, str) and isinstance(read, str):
        return near(truth, read)
    if isinstance(truth, list) and truth and isinstance(truth[0], str):
        return len(truth) == len(read) and all(map(near, truth, read))
    return bool(truth == read)


def _pairs(truth: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """Return which of the texts belong together, each once."""
    pairs: list[tuple[int, int]] = []
    for i, text in enumerate(truth):
        free = [j for j in range(len(read)) if all(j != taken for _i, taken in pairs)]
        partner = next((j for j in free if near(text, read[j])), None)
        if partner is not None:
            pairs.append((i, partner))
    return pairs


def _share(hits: Sequence[Any], truth: Sequence[Any], read: Sequence[Any]) -> float:
    """Return F1."""
    return 2 * len(hits) / (len(truth) + len(read)) if truth or read else 1.0


def mean(scores: Iterable[Score]) -> Score:
    """Return the mean of each part, and the share of the dated duties that are exactly right."""
    listed = list(scores)
    total: Score = {part: sum(score[part] for score in listed) / len(listed) for part in PARTS}
    dated = sum(score.get("dated_gold", 0) for score in listed)
    total["dated"] = sum(score.get("dated_right", 0) for score in listed) / dated if dated else 1.0
    return total


def scored(seeds: range) -> Iterator[tuple[Made, Score]]:
    """Yield each made document with its score; the noise goes round with the seed."""
    levels = list(Noise)
    _name, compared = scorer()
    for seed in seeds:
        made = make(seed, noise=levels[seed % len(levels)])
        yield made, compared(made.truth, read_text(made.text).to_contract())


def main() -> None:
    """Print the scores by noise, by system, by kind and by layout of the head."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    groups: dict[str, list[Score]] = defaultdict(list)
    for made, score in scored(range(count)):
        groups["all"].append(score)
        groups[f"noise  {made.noise}"].append(score)
        if made.noise in (Noise.CLEAN, Noise.SPELLING, Noise.LAYOUT):
            for name, value in (
                ("system", made.system),
                ("kind", made.kind),
                *zip(("head", "lines"), made.layout[5:].split(", "), strict=True),
            ):
                groups[f"{name:<7}{value}"].append(score)
    print(f"{'by the ' + scorer()[0] + ' scorer':<24} count " + " ".join(f"{part:>7}" for part in (*PARTS, "dated")))
    for name, scores in groups.items():
        total = mean(scores)
        print(f"{name:<24} {len(scores):>5} " + " ".join(f"{total[part]:7.3f}" for part in (*PARTS, "dated")))


if __name__ == "__main__":
    main()
