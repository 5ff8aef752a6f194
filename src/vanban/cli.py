"""The command `vanban`: reads official documents from files. Status 0: read, 1: could not be read, 2: wrong call."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanban.files import Source
    from vanban.model import Reading

_EPILOG = """Ví dụ:
  vanban read cong-van.pdf --json      đối tượng JSON theo hợp đồng dữ liệu
  vanban text cong-van.docx            chỉ lấy chữ
  vanban show cong-van.pdf --html > cong-van.html
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its status."""
    asked = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese is printed whatever the terminal is set to.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        status: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vanban",
        description="Đọc văn bản hành chính: thể thức, nơi nhận, viện dẫn, nhiệm vụ, mỗi thứ kèm vị trí trong văn bản.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(metavar="LỆNH", required=True)
    read = verbs.add_parser("read", help="đọc văn bản, in ra những gì đọc được")
    read.add_argument("files", nargs="+", metavar="TỆP", help="TXT, MD, DOCX, DOC, RTF, PDF, ảnh; - là đầu vào chuẩn")
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="đối tượng JSON theo hợp đồng (nhiều tệp: mỗi dòng một tệp)")
    form.add_argument("--full", action="store_true", help="JSON đầy đủ: vị trí, độ tin cậy, lý do")
    read.set_defaults(run=_read)
    text = verbs.add_parser("text", help="chỉ lấy chữ của tệp")
    text.add_argument("files", nargs="+", metavar="TỆP")
    text.set_defaults(run=_text)
    show = verbs.add_parser("show", help="trang HTML tô màu những gì đọc được")
    show.add_argument("file", metavar="TỆP")
    show.add_argument("--html", action="store_true", required=True, help="in trang HTML ra đầu ra chuẩn")
    show.set_defaults(run=_show)
    return parser


def _load(name: str) -> Source | None:
    """Load a file; where it cannot be read, say why on standard error and give None."""
    from vanban import files

    try:
        if name == "-":
            source = files.load_bytes(sys.stdin.buffer.read(), "đầu vào chuẩn", progress=_progress())
        else:
            source = files.load(Path(name), progress=_progress())
    except files.Unreadable as reason:
        print(f"{name}: {reason}", file=sys.stderr)
        return None
    for note in source.notes:
        print(f"{name}: {note}", file=sys.stderr)
    return source


def _progress() -> Callable[[int, int], None] | None:
    """Show pages as they are done, for a person who waits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        print(f"\rtrang {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def _each(names: Sequence[str], do: Callable[[Source], None]) -> int:
    status = 0
    for name in names:
        source = _load(name)
        if source is None:
            status = 1
        else:
            do(source)
    return status


def _read(asked: argparse.Namespace) -> int:
    from vanban import read_text

    indent = None if len(asked.files) > 1 else 2

    def do(source: Source) -> None:
        reading = read_text(source.text, is_recognised=source.is_recognised)
        if asked.json or asked.full:
            plain = reading.to_dict() if asked.full else reading.to_contract()
            print(json.dumps(plain, ensure_ascii=False, indent=indent))
        else:
            print(_summary(reading))

    return _each(asked.files, do)


def _text(asked: argparse.Namespace) -> int:
    return _each(asked.files, lambda source: print(source.text))


def _show(asked: argparse.Namespace) -> int:
    from vanban import read_text, show

    source = _load(asked.file)
    if source is None:
        return 1
    print(show.page(read_text(source.text), title=Path(asked.file).name))
    return 0


def _summary(reading: Reading) -> str:
    """Give what was read as a person reads it at a terminal."""
    plain = reading.to_contract()
    labels = (
        ("type", "Loại"), ("number", "Số, ký hiệu"), ("parent_issuer", "Cơ quan cấp trên"),
        ("issuer", "Cơ quan ban hành"), ("place", "Địa danh"), ("date", "Ngày"), ("subject", "Trích yếu"),
        ("archive", "Lưu"),
    )  # fmt: skip
    lines = [f"{label}: {plain[field]}" for field, label in labels if plain[field]]
    for field, label in (("addressees", "Kính gửi"), ("distribution", "Nơi nhận")):
        if plain[field]:
            lines.append(f"{label}: " + "; ".join(plain[field]))
    if plain["signer"]:
        lines.append("Người ký: " + ", ".join(part for part in plain["signer"].values() if part))
    if plain["citations"]:
        lines.append("Viện dẫn: " + "; ".join(cited["number"] for cited in plain["citations"]))
    for order, duty in enumerate(plain["assignments"], start=1):
        due = f" (hạn {duty['due']})" if duty["due"] else ""
        lines.append(f"{order}. [{duty['clause']}] {', '.join(duty['owners']) or '?'}{due}: {duty['text']}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
