"""What the command line does, once Django is there."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import time
from datetime import date, timedelta

from django.core.management import call_command

from nhipcau import clock, serving
from nhipcau.organisations import access
from nhipcau.organisations.models import User


def run(asked: argparse.Namespace) -> int:
    """Do what was asked; give the exit status."""
    match asked.command:
        case "demo":
            return _demo(asked)
        case "serve":
            return serving.serve(asked.bind, workers=asked.workers, with_jobs=not asked.no_jobs)
        case "work":
            from nhipcau import jobs

            return jobs.run_worker() or 0
        case "migrate":
            call_command("migrate", verbosity=1)
            return 0
        case "user":
            return _user(asked)
        case "board":
            return _board(asked)
        case "consolidate":
            return _consolidate(asked)
        case "reorganise":
            return _reorganise(asked)
        case "audit":
            return _audit(asked.action)
        case "backup":
            from nhipcau import backing_up

            for line in backing_up.back_up(asked.folder):
                print(line)
            return 0
    return 2


def _demo(asked: argparse.Namespace) -> int:
    from nhipcau import demo, jobs
    from nhipcau.web import door

    say("[3/3] Chuẩn bị dữ liệu ...")
    call_command("migrate", verbosity=0)
    demo.load(asked.world, say)
    jobs.ensure_schedules()
    offer = door.shown()
    if offer is not None:
        say("\nTài khoản minh họa (mật khẩu chung: " + offer.password + "):")
        for account in offer.accounts:
            say(f"  {account.username:<28} {account.display_name}")
    if asked.load_only:
        return 0
    say(f"\nMở trình duyệt ở http://{asked.bind}/  (dừng: Ctrl+C)\n")
    return serving.serve(asked.bind)


def _user(asked: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError

    from nhipcau.organisations import actions

    password = getpass.getpass("Mật khẩu (ít nhất 10 ký tự): ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        actions.make_administrator(asked.username, asked.name, password, body_name=asked.body, now=clock.now())
    except (ValidationError, ValueError) as refusal:
        said = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        print(said, file=sys.stderr)
        return 1
    say(f"Đã tạo quản trị {asked.username}.")
    return 0


def _actor(username: str | None) -> access.Actor:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise SystemExit(f"Không có người dùng {username!r}; thêm --as TÊN_ĐĂNG_NHẬP.")
    return access.actor_of(user, on=clock.today())


def _board(asked: argparse.Namespace) -> int:
    from nhipcau.api import routes

    table = routes.board_table(_actor(asked.username), asked.programme)
    if asked.json:
        print(json.dumps(table, ensure_ascii=False, indent=2, default=str))
        return 0
    for row in table["rows"]:
        print(row["body"])
        for cell in row["cells"]:
            print(f"    {cell['period']}: {cell['standing']}")
    return 0


def _consolidate(asked: argparse.Namespace) -> int:
    from nhipcau.obligations.models import Obligation
    from nhipcau.reports import actions, verifying
    from nhipcau.reports.queries.figures import Period

    if asked.verify:
        wrong = verifying.verify()
        for line in wrong:
            say(line)
        say("Mọi tổng hiện thời và mọi bản tổng hợp đều khớp." if not wrong else f"{len(wrong)} chỗ không khớp.")
        return 1 if wrong else 0
    if not (asked.obligation and asked.period):
        raise SystemExit("Cần mã nhiệm vụ và --period, hoặc --verify.")
    actor = _actor(asked.username)
    obligation = Obligation.objects.visible_to(actor).select_related("document").get(pk=asked.obligation)
    start = date.fromisoformat(asked.period)
    owed = obligation.occurrences.filter(period_start=start).values_list("period_start", "period_end", "period_label")
    first = owed.order_by("period_end").first()
    if first is None:
        raise SystemExit(f"Nhiệm vụ này không có kỳ bắt đầu ngày {start}.")
    made = actions.consolidate(obligation, Period(*first), by=actor, now=clock.now())
    say(f"Bản tổng hợp lần {made.number}: {made.received}/{made.expected} đơn vị; dấu vân tay {made.fingerprint}")
    return 0


def _reorganise(asked: argparse.Namespace) -> int:
    from nhipcau.demo import moving
    from nhipcau.organisations.reorganising import PlanRefused, commanding, wording

    day, started = date.fromisoformat(asked.day), time.monotonic()
    with_commissions = not asked.no_commissions
    try:
        if asked.preview:
            made = commanding.national_plan(day, document=asked.document, commissions=with_commissions)
            left_open = [{"text": each.text} for each in (*made.unknown, *made.plan.left_open)]
            counts = made.plan.counts()
        else:
            by = _actor(asked.username) if asked.username else None
            deed = commanding.reorganise_by_table(
                day, by=by, now=clock.now(), document=asked.document, commissions=with_commissions
            )
            counts, left_open = deed.counts, deed.left_open
    except PlanRefused as refusal:
        for problem in refusal.problems:
            print(problem.text, file=sys.stderr)
        return 1
    for line in wording.counted(counts):
        say(line)
    say(f"Còn {len(left_open)} việc cần người quyết định" + (":" if left_open else "."))
    for each in left_open[:20]:
        say(f"  - {each['text']}")
    if not asked.preview:
        if moving.move_on(day + timedelta(days=1), kept_from=day):
            say(f"Thế giới minh họa nay đứng ở 08:00 ngày {day + timedelta(days=1):%d/%m/%Y}.")
        say(f"Xong sau {time.monotonic() - started:.1f} giây.")
    return 0


def _audit(action: str) -> int:
    from nhipcau.audit import actions, queries

    if action == "seal":
        say(f"Đã nối {actions.seal()} bản ghi.")
        return 0
    finding = queries.verify()
    if action == "head":
        say(finding.head)
        return 0
    say(f"Đã kiểm {finding.sealed} bản ghi trong chuỗi, {finding.unsealed} bản ghi chờ nối. Đầu chuỗi: {finding.head}")
    if finding.broken:
        say(f"HỎNG: {finding.broken}.")
        return 1
    say("Chuỗi nguyên vẹn.")
    return 0


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)
