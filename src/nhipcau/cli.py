"""`nhipcau`: the program at the command line. Light to start: Django is loaded by the commands that need it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

DESCRIPTION = "Nhịp Cầu: từ văn bản chỉ đạo đến kết quả."


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    top = argparse.ArgumentParser(prog="nhipcau", description=DESCRIPTION)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", required=True)

    demo = commands.add_parser("demo", help="nạp thế giới minh họa (lần đầu) rồi chạy chương trình")
    demo.add_argument("--world", choices=["2023", "today"], default="2023")
    demo.add_argument("--bind", default="127.0.0.1:8000")
    demo.add_argument("--load-only", action="store_true", help="chỉ nạp, không chạy máy chủ")

    serve = commands.add_parser("serve", help="chạy máy chủ và bộ làm việc nền")
    serve.add_argument("--bind", default="127.0.0.1:8000")
    serve.add_argument("--workers", type=int, default=2)
    serve.add_argument("--no-jobs", action="store_true", help="không chạy bộ làm việc nền ở tiến trình này")

    commands.add_parser("work", help="chỉ chạy bộ làm việc nền")
    commands.add_parser("migrate", help="tạo hoặc nâng cấp cơ sở dữ liệu")

    user = commands.add_parser("user", help="tạo quản trị đầu tiên; mật khẩu gõ khi được hỏi")
    user.add_argument("username")
    user.add_argument("--name", required=True, help="tên hiển thị, nên là chức danh")
    user.add_argument("--body", required=True, help="tên cơ quan giữ vị trí; chưa có thì được lập")

    read = commands.add_parser("read", help="đọc một văn bản")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true")

    board = commands.add_parser("board", help="bảng theo dõi báo cáo của một chương trình")
    board.add_argument("programme")
    board.add_argument("--as", dest="username", required=True, help="xem với quyền của người dùng này")
    board.add_argument("--json", action="store_true")

    consolidate = commands.add_parser("consolidate", help="tổng hợp một kỳ, hoặc kiểm tra lại các bản đã tổng hợp")
    consolidate.add_argument("obligation", nargs="?", help="mã nhiệm vụ")
    consolidate.add_argument("--period", help="ngày đầu kỳ, như 2023-04-01")
    consolidate.add_argument("--as", dest="username", help="làm với quyền của người dùng này")
    consolidate.add_argument("--verify", action="store_true", help="tính lại mọi tổng hiện thời và mọi bản tổng hợp")

    change = commands.add_parser("reorganise", help="sắp xếp đơn vị theo bảng đơn vị hành chính (mặc định 01/7/2025)")
    change.add_argument("--day", default="2025-07-01", help="ngày sắp xếp, như 2025-07-01")
    change.add_argument("--document", default="", help="văn bản; bỏ trống thì lấy nghị quyết đã biết của ngày ấy")
    change.add_argument("--as", dest="username", help="làm với quyền của quản trị này; bỏ trống: người quản máy chủ")
    change.add_argument("--no-commissions", action="store_true", help="không hợp nhất các ban Đảng")
    change.add_argument("--preview", action="store_true", help="chỉ xem sẽ thay đổi gì, không ghi")

    audit = commands.add_parser("audit", help="nhật ký")
    audit.add_argument("action", choices=["verify", "seal", "head"])

    backup = commands.add_parser("backup", help="sao lưu: cơ sở dữ liệu trước, rồi đến tệp")
    backup.add_argument("folder", type=Path)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; give its exit status."""
    asked = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.settings")
    if asked.command == "read":
        return _read(asked.file, as_json=asked.json)
    if asked.command == "demo" and asked.world != "2023" and "NHIPCAU_SQLITE" not in os.environ:
        var = Path(os.environ.get("NHIPCAU_VAR", Path.cwd() / "var"))
        os.environ["NHIPCAU_SQLITE"] = str(var / f"{asked.world}.sqlite3")

    import django

    django.setup()
    from nhipcau import commands

    return commands.run(asked)


def _read(file: Path, *, as_json: bool) -> int:
    """Print the reading of a file: the contract's JSON, or its head and duties in words."""
    import vanban
    from vanban import files

    try:
        source = files.load(file)
    except (files.Unreadable, OSError) as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    reading = vanban.read_text(source.text, is_recognised=source.is_recognised).to_contract()
    if as_json:
        print(json.dumps(reading, ensure_ascii=False, indent=2))
        return 0
    print(f"{reading['type'] or 'văn bản'} {reading['number'] or '(không số)'} · {reading['date'] or 'không ghi ngày'}")
    print(reading["subject"] or "")
    for duty in reading["assignments"]:
        due = duty["due"] or ", ".join(str(rule["every"]) for rule in duty["recurrence"])
        print(f"- [{duty['clause']}] {'; '.join(duty['owners']) or '?'}: {duty['text'][:100]} {due}".rstrip())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
