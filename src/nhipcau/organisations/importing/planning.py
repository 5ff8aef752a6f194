"""Checks every row against the file and what is recorded, and says what writing would do. Writes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F, Q

from nhipcau.organisations.actions.bodies import BodyFacts
from nhipcau.organisations.importing.reading import Problem, SheetRow, SheetRows, column_name
from nhipcau.organisations.importing.sheets import BODIES, SHEETS, USERS, YES
from nhipcau.organisations.models import (
    Level,
    Locality,
    LocalitySpan,
    Organisation,
    OrganisationKind,
    OrganisationSpan,
    Post,
    Role,
    User,
)
from nhipcau.text import fold

NEW, CHANGED, SAME = "mới", "đổi", "không đổi"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class PlannedBody:
    """One good row of bodies; `parent` is a key of the file or a recorded body."""

    row: SheetRow
    state: str
    facts: BodyFacts
    parent_in_file: str
    day: date | None
    present: OrganisationSpan | None


@dataclass(frozen=True)
class PlannedUser:
    """One good row of users; `body_in_file` is a key of the file, else `body` is recorded."""

    row: SheetRow
    state: str
    body_in_file: str
    body: Organisation | None
    role: Role
    day: date


@dataclass
class Plan:
    """What writing would do, and what is wrong. `problems` are in the order of the sheets and rows."""

    bodies: list[PlannedBody] = field(default_factory=list)
    users: list[PlannedUser] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many rows would change anything."""
        return sum(row.state != SAME for row in [*self.bodies, *self.users])


def make_plan(rows: SheetRows, *, on: date) -> Plan:
    """Return the plan for the rows of a workbook as of the day `on`. Five queries for any number of rows."""
    plan, world = Plan(), _World(on)
    _plan_bodies(rows.get(BODIES, []), plan, world)
    _plan_users(rows.get(USERS, []), plan, world)
    order = list(SHEETS)
    plan.problems.sort(key=lambda problem: (order.index(problem.sheet), problem.row))
    return plan


class _World:
    """What is recorded on the day, by the names under which a row may ask for it."""

    def __init__(self, on: date) -> None:
        self.on = on
        # The newest row of each body counts, also one that begins only later.
        rows = OrganisationSpan.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on))
        newest = {
            row.organisation_id: row
            for row in rows.select_related("organisation").order_by(F("valid_from").asc(nulls_first=True))
        }
        spans = list(newest.values())
        self.adopted: set[UUID] = set()
        self.by_code = {span.code: span for span in spans if span.code}
        self.by_id: dict[UUID, OrganisationSpan] = {span.organisation_id: span for span in spans}
        self.by_name: dict[str, list[OrganisationSpan]] = {}
        for span in spans:
            self.by_name.setdefault(span.folded, []).append(span)
        held = LocalitySpan.objects.on(on).exclude(code="").select_related("locality")
        self.places: dict[str, Locality] = {row.code: row.locality for row in held}
        self.highest_rank = max((span.rank for span in spans), default=0)
        self.users = {user.username: user for user in User.objects.all()}
        held = Post.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on))
        self.posts = set(held.values_list("user_id", "organisation_id", "role"))

    def body(self, asked: str) -> OrganisationSpan | None:
        """Return the recorded body of a code, or of a full name that only one has."""
        named = self.by_name.get(fold(asked), [])
        return self.by_code.get(asked) or (named[0] if len(named) == 1 else None)


class _Row:
    """One row under check; collects its problems."""

    def __init__(self, sheet: str, row: SheetRow) -> None:
        self.sheet, self.row, self.problems = sheet, row, []
        for column in SHEETS[sheet]:
            if column.is_required and not row.cells[column.key]:
                self.wrong(column.key, "Ô này bắt buộc, hãy điền.")

    def __getitem__(self, key: str) -> str:
        return self.row.cells[key]

    def wrong(self, key: str, what: str) -> None:
        self.problems.append(Problem(self.sheet, self.row.number, column_name(SHEETS[self.sheet], key), what))

    def choice(self, key: str, choices: list[tuple[str, object]]) -> str:
        """Return the value whose label stands in the cell."""
        asked = fold(self[key])
        found = next((str(value) for value, label in choices if asked in (fold(str(label)), fold(str(value)))), "")
        if self[key] and not found:
            self.wrong(
                key, f"“{self[key]}” không có trong danh sách. Hãy chọn: {'; '.join(str(c[1]) for c in choices)}."
            )
        return found

    def day(self, key: str) -> date | None:
        """Return the day in the cell."""
        typed = self[key]
        if not typed:
            return None
        try:
            if found := _DAY.fullmatch(typed):
                return date(int(found[3]), int(found[2]), int(found[1]))
            return date.fromisoformat(typed)
        except ValueError:
            self.wrong(key, f"“{typed}” không phải ngày. Hãy ghi như 01/7/2025.")
            return None

    def yes(self, key: str, default: bool) -> bool:
        """Return whether the cell says yes."""
        if not self[key]:
            return default
        if fold(self[key]) not in ("co", "khong"):
            self.wrong(key, "Hãy ghi “có” hoặc “không”.")
        return fold(self[key]) == fold(YES)

    def number(self, key: str) -> int | None:
        """Return the whole number in the cell."""
        if not self[key]:
            return None
        if not self[key].isdecimal() or len(self[key]) > 9:
            self.wrong(key, f"“{self[key]}” không phải số nguyên. Hãy ghi như 120.")
            return None
        return int(self[key])


def _plan_bodies(rows: list[SheetRow], plan: Plan, world: _World) -> None:
    checked = {}
    good: dict[str, PlannedBody] = {}
    rank = world.highest_rank
    for row in rows:
        rank += 10
        check = _Row(BODIES, row)
        code = check["code"]
        if code in checked:
            check.wrong("code", f"Mã “{code}” đã có ở dòng {checked[code]}. Mỗi cơ quan một mã.")
        planned = _body(check, rank, world)
        checked.setdefault(code, row.number)
        if check.problems:
            plan.problems += check.problems
        else:
            good[code] = planned
    while lost := [key for key, body in good.items() if body.parent_in_file and body.parent_in_file not in good]:
        for key in lost:
            body = good.pop(key)
            check = _Row(BODIES, body.row)
            if body.parent_in_file in checked:
                check.wrong("parent", f"Cấp trên ở dòng {checked[body.parent_in_file]} còn lỗi. Hãy sửa dòng đó trước.")
            else:
                check.wrong("parent", f"Không có cơ quan nào có mã hoặc tên “{body.parent_in_file}”.")
            plan.problems += check.problems
    for key in _in_rings(good):
        check = _Row(BODIES, good.pop(key).row)
        check.wrong("parent", "Các cơ quan này là cấp trên của nhau thành vòng. Hãy sửa mã cấp trên.")
        plan.problems += check.problems
    plan.bodies = list(good.values())


def _in_rings(good: dict[str, PlannedBody]) -> list[str]:
    """Return the rows whose superiors, within the file, never come to an end."""
    lost = []
    for key in good:
        seen, at = set(), key
        while at and at in good and at not in seen:
            seen.add(at)
            at = good[at].parent_in_file
        if at in seen:
            lost.append(key)
    return lost


def _body(check: _Row, rank: int, world: _World) -> PlannedBody:
    kind, level = check.choice("kind", OrganisationKind.choices), check.choice("level", Level.choices)
    for key, most in (("name", 300), ("short_name", 120), ("symbol", 40), ("place", 100), ("code", 40)):
        if len(check[key]) > most:
            check.wrong(key, f"Dài hơn {most} ký tự. Hãy viết ngắn lại.")
    place = world.places.get(check["locality"]) if check["locality"] else None
    if check["locality"] and place is None:
        check.wrong("locality", f"Không có địa bàn mã “{check['locality']}”. Hãy xem mã đơn vị hành chính.")
    asked = check["parent"]
    parent = world.body(asked) if asked else None
    present = world.by_code.get(check["code"])
    if present is None and (named := world.body(check["name"])) is not None and not named.code:
        present = named  # recorded before codes were given: the same full name is the same body
    if present is not None and present.organisation_id in world.adopted:
        check.wrong("name", "Cơ quan này đã có ở một dòng trên với mã khác. Mỗi cơ quan một dòng.")
    elif present is not None:
        world.adopted.add(present.organisation_id)
    day, typed_rank = check.day("day"), check.number("rank")
    facts = BodyFacts(
        name=check["name"], short_name=check["short_name"], symbol=check["symbol"],
        kind=OrganisationKind(kind) if kind else OrganisationKind.AGENCY,
        level=Level(level) if level else Level.DISTRICT,
        rank=typed_rank if typed_rank is not None else (present.rank if present else rank),
        parent=parent.organisation if parent else None, locality=place, place=check["place"], code=check["code"],
        has_seal=check.yes("has_seal", True),
    )  # fmt: skip
    state = _state_of(present, facts, asked, parent)
    if state == CHANGED:
        day = day if day and (present.valid_from is None or day > present.valid_from) else world.on
        if present.valid_from is not None and day <= present.valid_from:
            check.wrong("day", f"Ngày đổi phải sau {present.valid_from:%d/%m/%Y}, ngày bắt đầu của dòng hiện nay.")
    return PlannedBody(check.row, state, facts, asked if asked and parent is None else "", day, present)


def _state_of(present: OrganisationSpan | None, facts: BodyFacts, asked: str, parent: OrganisationSpan | None) -> str:
    if present is None:
        return NEW
    plain = ("name", "short_name", "symbol", "kind", "level", "rank", "place", "code", "has_seal")
    same = all(getattr(present, name) == getattr(facts, name) for name in plain)
    same = same and present.locality_id == (facts.locality.pk if facts.locality else None)
    same = same and present.parent_id == (parent.organisation_id if parent else None) and not (asked and not parent)
    return SAME if same else CHANGED


def _plan_users(rows: list[SheetRow], plan: Plan, world: _World) -> None:
    in_file = {body.row.cells["code"] for body in plan.bodies}
    first: dict[str, SheetRow] = {}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        check = _Row(USERS, row)
        planned = _user(check, in_file, world)
        login = check["username"]
        before = first.setdefault(login, row)
        if before.cells["display_name"] != row.cells["display_name"]:
            check.wrong("display_name", f"Khác tên hiển thị ở dòng {before.number} của cùng tên đăng nhập.")
        key = (login, check["body"], str(planned.role))
        if key in seen:
            check.wrong("body", "Vị trí này đã có ở một dòng trên. Hãy xóa một dòng.")
        seen.add(key)
        if check.problems:
            plan.problems += check.problems
        else:
            plan.users.append(planned)


def _user(check: _Row, in_file: set[str], world: _World) -> PlannedUser:
    login = check["username"]
    if login and not _LOGIN.fullmatch(login):
        check.wrong("username", "Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch ngang; ít nhất 3 ký tự.")
    if check["email"]:
        try:
            validate_email(check["email"])
        except ValidationError:
            check.wrong("email", f"“{check['email']}” không phải địa chỉ thư.")
    for key in ("display_name", "title"):
        if len(check[key]) > 200:
            check.wrong(key, "Dài hơn 200 ký tự. Hãy viết ngắn lại.")
    role = check.choice("role", Role.choices)
    span = world.body(check["body"]) if check["body"] else None
    if check["body"] and span is None and check["body"] not in in_file:
        check.wrong("body", f"Không có cơ quan nào có mã hoặc tên “{check['body']}”, hoặc dòng của nó còn lỗi.")
    check.yes("is_delegate", False)
    day = check.day("day") or world.on
    user = world.users.get(login)
    if user is not None and user.display_name != check["display_name"]:
        check.wrong("display_name", f"Tên đăng nhập này đã là của “{user.display_name}”. Hãy chọn tên đăng nhập khác.")
    held = user is not None and span is not None and (user.pk, span.organisation_id, role) in world.posts
    return PlannedUser(
        check.row, SAME if held else NEW, "" if span else check["body"], span.organisation if span else None,
        Role(role) if role else Role.OFFICER, day,
    )  # fmt: skip
