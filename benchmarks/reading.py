"""Reading whole documents and citations alone, beside what others do with text of the same size.

Two corpora: the real texts of NHIPCAU_REAL_DOCUMENTS, each read as a document, again and again; and documents of the
project's own generator (tests/vanban/generator), 2 to 50 kB, which hold twice as many duties in a kilobyte. Floors:
one pass of the fastest scanner that the reader uses (`str.count` of a slash, its anchor of citations), and one pass of
the automaton that finds the anchors of duties. References of the same run: pypdfium2 getting the text out of the same
pages; eyecite on English text of equal size and density of citations (default tokenizer, and Hyperscan where it can be
loaded); underthesea's word segmentation on a small text. Megabytes are those of UTF-8; one core, one process; the time
is that of the process, so that other work on the machine counts less.

`python -m benchmarks.reading --long` reads 10 MB of real text and one text of 100 MB besides (minutes, 2 GB).
"""

from __future__ import annotations

import importlib
import io
import os
import random
import resource
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.vanban import generator

from benchmarks import measure

SEED = 20250701
Reader = Callable[[str], object]


def size(text: str) -> int:
    """Bytes of the text in UTF-8."""
    return len(text.encode())


def documents() -> list[str]:
    """Give generated documents of 2 to 50 kB, short ones more often than long ones, as in an office."""
    made = [generator.make(seed, bodies=bodies).text for seed, bodies in enumerate([2, 3, 4, 6, 8, 12, 16, 30] * 3)]
    return [text for text in made if 2_000 <= size(text) <= 50_000]


def real_documents() -> list[str]:
    """Give the real texts; they are no part of the repository, so say it loudly where they are not."""
    folder = os.environ.get("NHIPCAU_REAL_DOCUMENTS", "")
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))] if folder else []
    if not texts:
        print("**NOT MEASURED: real documents; NHIPCAU_REAL_DOCUMENTS names no folder with texts.**\n")
    return texts


def vietnamese(length: int, each: int) -> str:
    """Give prose of `length` bytes with one citation in `each` bytes."""
    filler = "việc tổ chức thực hiện các nhiệm vụ được giao tại địa phương phải bảo đảm đúng tiến độ và chất lượng. "
    return _spread(length, each, filler, lambda n: f"Quyết định số {n}/QĐ-TTg ngày 12/5/2023 của Thủ tướng Chính phủ. ")


def english(length: int, each: int) -> str:
    """Give the same in English, with citations of court reports."""
    filler = "the court held that the duties laid upon the local authority must be carried out in time and in full. "
    return _spread(length, each, filler, lambda n: f"Roe v. Wade, {n % 500 + 1} U.S. {n % 900 + 1} (1973). ")


def _spread(length: int, each: int, filler: str, cite: Callable[[int], str]) -> str:
    dice = random.Random(SEED)
    parts: list[str] = []
    done = 0
    while done < length:
        cited = cite(dice.randrange(1, 3000))
        room = max(each - size(cited), 0)
        block = (filler * (room // size(filler) + 1)).encode()[:room].decode("utf-8", "ignore") + " " + cited
        parts.append(block)
        done += size(block)
    return "".join(parts)


def speed(text_bytes: int, timed: measure.Timed) -> float:
    """MB/s of the median."""
    return text_bytes / timed.median / 1e6


def optional(name: str) -> Any | None:
    """Give a module that is only compared with; where it is missing, say so loudly."""
    try:
        return importlib.import_module(name)
    except Exception as missing:  # whatever a stranger's import may raise, the benchmark goes on
        print(
            f"**NOT MEASURED: {name} cannot be loaded ({type(missing).__name__}: {missing}). `make bench` installs it.**\n"
        )
        return None


def whole(texts: list[str], real: list[str]) -> None:
    """Whole reading beside the floors, and beside pypdfium2 on the same pages."""
    import vanban
    import vanban.reading  # declares its anchors
    from vanban.anchors import scanned

    total = sum(map(size, texts))
    pages = [pdf(text) for text in texts[:8]]
    paged = sum(map(size, texts[:8]))
    floor, anchors, read, extracted, read_paged, read_real = measure.in_turns(
        lambda: [text.count("/") for text in texts],
        lambda: [scanned.__wrapped__(text) for text in texts],
        lambda: [vanban.read_text(text) for text in texts],
        lambda: [pdf_text(page) for page in pages],
        lambda: [vanban.read_text(text) for text in texts[:8]],
        lambda: [vanban.read_text(text) for text in real],
        rounds=9,
        warm_up=1,
        clock=time.process_time,
    )
    ours = speed(total, read)
    rows = [
        (f"floor: one pass over {total / 1000:.0f} kB", f"{speed(total, floor):.0f}"),
        ("floor: one pass of the automaton of anchors", f"{speed(total, anchors):.0f}"),
        (f"vanban.read_text, {len(texts)} made documents of 2 to 50 kB", f"{ours:.2f}"),
        ("pypdfium2, text of the same pages (eight documents)", f"{speed(paged, extracted):.2f}"),
    ]
    if real:
        there = speed(sum(map(size, real)), read_real)
        rows.append((f"vanban.read_text, {len(real)} real documents", f"{there:.2f}"))
        measure.result("reading-whole-real", there, "MB/s", ">=3", met=there >= 3)
    measure.table(("whole reading", "MB/s"), rows)
    measure.result("reading-whole", ours, "MB/s", ">=3", met=ours >= 3)
    measure.ratio("reading-to-pypdfium2", read_paged.median, extracted.median, at_most=1)


STAGES = (
    ("normalising, lines", ("normalise", "split_lines", "is_noise", "cut_at", "join_wrapped", "set_stamps_aside")),
    ("head", ("read_head", "read_addressees")),
    ("foot, recipients", ("read_foot", "read_distribution", "read_annexes")),
    ("citations", ("read_citations",)),
    ("outline", ("read_outline",)),
    ("duties, tables", ("read_assignments", "read_tables", "is_row")),
)


def stages(texts: list[str], real: list[str]) -> None:
    """Where the time goes: microseconds of each stage for a kilobyte of text."""
    from vanban import reading

    columns = [_stages_of(reading, corpus) for corpus in (texts, real) if corpus]
    rows = [(name, *(f"{column[name]:.0f}" for column in columns)) for name, _ in STAGES]
    rows.append(("together", *(f"{sum(column.values()):.0f}" for column in columns)))
    measure.table(("stage, µs per kB", *(("made documents", "real documents")[: len(columns)])), rows)


def _stages_of(reading: Any, texts: list[str]) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(name: str, verb: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object) -> object:
            began = time.process_time()
            try:
                return verb(*given)
            finally:
                spent[name] = spent.get(name, 0.0) + time.process_time() - began

        return called

    kept = {verb: getattr(reading, verb) for _, verbs in STAGES for verb in verbs if hasattr(reading, verb)}
    rounds: list[dict[str, float]] = []
    try:
        for name, verbs in STAGES:
            for verb in verbs:
                if verb in kept and verb not in (
                    "is_noise",
                    "is_row",
                ):  # called for each line: the clock would cost more
                    setattr(reading, verb, timed(name, kept[verb]))
        for _ in range(5):
            spent.clear()
            for text in texts:
                reading.read_text(text)
            rounds.append(dict(spent))
    finally:
        for verb, function in kept.items():
            setattr(reading, verb, function)
    kilobytes = sum(map(size, texts)) / 1000
    return {name: statistics.median(each.get(name, 0.0) for each in rounds) / kilobytes * 1e6 for name, _ in STAGES}


def pdf(text: str) -> bytes:
    """Print a text on pages of A4, as a PDF with a text layer."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", serif()))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = [line[at : at + 90] for line in text.split("\n") for at in range(0, max(len(line), 1), 90)]
    for first in range(0, len(lines), 45):
        canvas.setFont("Serif", 11)
        for row, line in enumerate(lines[first : first + 45]):
            canvas.drawString(50, 790 - row * 16, line.replace("\t", "   "))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def serif() -> str:
    """Path of a font with Vietnamese letters; Vera of reportlab (no tones, same work) where none is installed."""
    for path in ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"):  # fmt: skip
        if os.path.exists(path):
            return path
    return "Vera.ttf"


def pdf_text(data: bytes) -> int:
    """Get the text of all pages and give its length."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def citations() -> None:
    """Citations alone at two densities, beside eyecite on English of the same size and density."""
    from vanban.citations import read_citations

    eyecite = optional("eyecite")
    tokenizers = optional("eyecite.tokenizers") if eyecite else None
    engines: list[tuple[str, Any]] = []
    if eyecite and tokenizers:
        engines.append(("eyecite, default tokenizer", tokenizers.default_tokenizer))
        if optional("hyperscan"):
            engines.append(("eyecite, Hyperscan", tokenizers.HyperscanTokenizer(cache_dir=tempfile.mkdtemp())))
    rows = []
    for each, length, word in ((2000, 400_000, "one per 2 kB"), (100, 200_000, "one per 100 bytes")):
        text, foreign = vietnamese(length, each), english(length, each)
        expected = len(read_citations(text, None))
        ours, floor = measure.in_turns(
            lambda text=text: read_citations(text, None),
            lambda text=text: text.count("/"),
            rounds=7,
            warm_up=1,
            clock=time.process_time,
        )
        here = speed(size(text), ours)
        rows.append((f"vanban, {word} ({expected} different)", f"{here:.1f}"))
        rows.append((f"floor, {word}", f"{speed(size(text), floor):.0f}"))
        measure.result(f"citations-{each}", here, "MB/s", ">=20", met=here >= 20)
        best = 0.0
        for name, tokenizer in engines:
            (theirs,) = measure.in_turns(
                lambda foreign=foreign, tokenizer=tokenizer: eyecite.get_citations(foreign, tokenizer=tokenizer),
                rounds=3,
                warm_up=1,
                clock=time.process_time,
            )
            best = max(best, speed(size(foreign), theirs))
            rows.append((f"{name}, {word}", f"{speed(size(foreign), theirs):.2f}"))
        if best:
            measure.times(f"citations-{each}-to-eyecite", here, best, at_least=10)
    measure.table(("citations alone", "MB/s"), rows)


def linear(*, long: bool) -> None:
    """Time and memory of one text of 0.1, 1 and 10 MB, of 100 MB where that is asked for."""
    import vanban

    rows, per_byte = [], []
    lengths = (100_000, 1_000_000, 10_000_000, *((100_000_000,) if long else ()))
    for length in lengths:
        text = made_of(length)  # one document with a very long body, not many in a row
        spent = min(_process_seconds(lambda text=text: vanban.read_text(text)) for _ in range(3 if length < 5_000_000 else 1))  # fmt: skip
        per_byte.append(spent / size(text))
        highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            (f"{size(text) / 1e6:.1f} MB", f"{spent:.2f} s", f"{1 / per_byte[-1] / 1e6:.2f}", f"{highest:.0f} MB")
        )
    measure.table(("one text of", "processor time", "MB/s", "process at its largest so far"), rows)
    growth = per_byte[-1] / per_byte[0]
    name = "reading-linear-100MB-to-0.1MB" if long else "reading-linear-10MB-to-0.1MB"
    measure.result(name, growth, "x per byte", "<=1.5", met=growth <= 1.5)
    text = generator.make(4, bodies=500).text
    tracemalloc.start()
    kept = vanban.read_text(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    times = peak / size(text)
    print(
        f"Memory at its highest: {times:.1f} times the text ({len(kept.assignments)} duties in {size(text) / 1e6:.1f} MB).\n"
    )
    measure.result("reading-memory", times, "x text", "<=20", met=times <= 20)


def made_of(length: int) -> str:
    """Give one document of about that many bytes."""
    sample = generator.make(4, bodies=100).text
    return generator.make(4, bodies=max(1, length * 100 // size(sample))).text


def _process_seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def real_repeated(real: list[str]) -> None:
    """10 MB of real text, document by document."""
    import vanban

    turns = 10_000_000 // sum(map(size, real)) + 1
    total = turns * sum(map(size, real))
    spent = _process_seconds(lambda: [vanban.read_text(text) for _ in range(turns) for text in real])
    measure.table(("real text repeated", "MB/s"), [(f"{total / 1e6:.1f} MB", f"{total / spent / 1e6:.2f}")])
    measure.result("reading-10MB-real", total / spent / 1e6, "MB/s", ">=3", met=total / spent / 1e6 >= 3)


def segmentation(texts: list[str]) -> None:
    """underthesea's word segmentation, and its names where the model needs no download, on a small text."""
    underthesea = optional("underthesea")
    if underthesea is None:
        return
    import vanban

    text = texts[0]
    for verb in ("word_tokenize", "ner"):
        try:
            theirs, ours = measure.in_turns(
                lambda verb=verb: getattr(underthesea, verb)(text),
                lambda: vanban.read_text(text),
                rounds=5,
                warm_up=1,
                clock=time.process_time,
            )
        except Exception as failed:  # a model that is not here is no failure of ours
            print(f"**NOT MEASURED: underthesea.{verb}: {type(failed).__name__}: {failed}**\n")
            continue
        measure.table(
            ("small text", "MB/s"),
            [(f"underthesea.{verb}", f"{speed(size(text), theirs):.3f}"), ("vanban.read_text", f"{speed(size(text), ours):.2f}")],
        )  # fmt: skip
        measure.times(f"reading-to-underthesea-{verb}", speed(size(text), ours), speed(size(text), theirs), at_least=1)


def main() -> None:
    """Print the tables and the lines."""
    long = "--long" in sys.argv
    texts, real = documents(), real_documents()
    print(f"Load of the machine when this began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    whole(texts, real)
    stages(texts, real)
    citations()
    linear(long=long)
    if long and real:
        real_repeated(real)
    segmentation(texts)


if __name__ == "__main__":
    main()
