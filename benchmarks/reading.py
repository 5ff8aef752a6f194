"""Reading whole documents and citations alone, beside what others do with text of the same size.

Documents come from the project's own generator (tests/vanban/generator), 2 to 50 kB. Floor: one pass of the fastest
scanner that the reader uses (`str.find` of a slash, its anchor of citations). References of the same run: pypdfium2
getting the text out of the same pages; eyecite on English text of equal size and density of citations (default
tokenizer, and Hyperscan where it can be loaded); underthesea's word segmentation on a small text. Megabytes are those of
UTF-8; one core, one process. Linearity is shown up to 10 MB; 100 MB would take minutes and is not measured.
"""

from __future__ import annotations

import importlib
import io
import os
import random
import tempfile
import tracemalloc
from collections.abc import Callable
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


def whole(texts: list[str]) -> None:
    """Whole reading beside the floor and beside pypdfium2 on the same pages."""
    import vanban

    total = sum(map(size, texts))
    pages = [pdf(text) for text in texts[:8]]
    paged = sum(map(size, texts[:8]))
    floor, read, extracted, read_paged = measure.in_turns(
        lambda: [text.count("/") for text in texts],
        lambda: [vanban.read_text(text) for text in texts],
        lambda: [pdf_text(page) for page in pages],
        lambda: [vanban.read_text(text) for text in texts[:8]],
        rounds=7,
        warm_up=1,
    )
    ours = speed(total, read)
    measure.table(
        ("whole reading", "MB/s"),
        [
            (f"floor: one pass over {total / 1000:.0f} kB", f"{speed(total, floor):.0f}"),
            (f"vanban.read_text, {len(texts)} documents of 2 to 50 kB", f"{ours:.2f}"),
            ("pypdfium2, text of the same pages (eight documents)", f"{speed(paged, extracted):.2f}"),
        ],
    )
    measure.result("reading-whole", ours, "MB/s", ">=3", met=ours >= 3)
    measure.ratio("reading-to-pypdfium2", read_paged.median, extracted.median, at_most=1)


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
            lambda text=text: read_citations(text, None), lambda text=text: text.count("/"), rounds=7, warm_up=1
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
            )
            best = max(best, speed(size(foreign), theirs))
            rows.append((f"{name}, {word}", f"{speed(size(foreign), theirs):.2f}"))
        if best:
            measure.times(f"citations-{each}-to-eyecite", here, best, at_least=10)
    measure.table(("citations alone", "MB/s"), rows)


def linear() -> None:
    """Time and memory of one text of 0.1, 1 and 10 MB."""
    import vanban

    rows, per_byte = [], []
    for length in (100_000, 1_000_000, 10_000_000):
        text = generator.make(3, bodies=length // 1000).text  # one document with a very long body, not many in a row
        (timed,) = measure.in_turns(lambda text=text: vanban.read_text(text), rounds=1 if length > 1_000_000 else 3, warm_up=0)  # fmt: skip
        per_byte.append(timed.median / size(text))
        rows.append((f"{size(text) / 1e6:.1f} MB", f"{timed.median:.2f} s", f"{speed(size(text), timed):.2f}"))
    measure.table(("one text of", "time", "MB/s"), rows)
    growth = per_byte[-1] / per_byte[0]
    measure.result("reading-linear-10MB-to-0.1MB", growth, "x per byte", "<=1.5", met=growth <= 1.5)
    text = generator.make(3, bodies=500).text
    tracemalloc.start()
    kept = vanban.read_text(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    times = peak / size(text)
    print(
        f"Memory at its highest: {times:.1f} times the text ({len(kept.assignments)} duties in {size(text) / 1e6:.1f} MB).\n"
    )
    measure.result("reading-memory", times, "x text", "<=20", met=times <= 20)


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
                lambda verb=verb: getattr(underthesea, verb)(text), lambda: vanban.read_text(text), rounds=5, warm_up=1
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
    texts = documents()
    whole(texts)
    citations()
    linear()
    segmentation(texts)


if __name__ == "__main__":
    main()
