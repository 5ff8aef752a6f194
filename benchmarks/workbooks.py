"""Reading back a workbook of 10,000 rows: every cell validated, good ones written into the draft.

Floor of the same run: python-calamine reading the same file bare, and the bare driver inserting the same rows and cells
in one durable transaction. Memory is the peak of a process of its own that does nothing else.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from benchmarks import measure, world

ROWS = 10_000
KINDS = ("text", "day", "number", "number", "money", "choice", "text", "number")
MOST_MEGABYTES = 200


def main() -> None:
    """Print the table and the lines."""
    world.ready()
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from nhipcau import clock
    from nhipcau.obligations.models import Occurrence
    from nhipcau.organisations import access
    from nhipcau.reports import actions, workbooks
    from nhipcau.reports.actions import workbooks as deeds
    from nhipcau.reports.models import TableCell, TableRow, Version
    from nhipcau.reports.queries.asked import fields_for
    from nhipcau.reports.queries.lines import lines

    district = world.make(bodies=2, periods=1, figures=60, received=0, documents=0)
    form = _add_table(district)
    occurrence = Occurrence.objects.filter(body=district.bodies[0].pk, submission=None).order_by("period_start").first()
    identity = workbooks.Identity("one", str(form.pk), str(occurrence.obligation_id), "p", "b", str(occurrence.pk))
    with clock.frozen(world.NOW):
        head = access.actor_of(district.unit_user, on=clock.today())
        blank = workbooks.blank_workbook(identity, "Báo cáo quý", lines(form, None, occurrence), {})
        data = _filled(blank)
        fields = fields_for(form, occurrence)
        draft = actions.start(occurrence, by=head, now=world.NOW)
        kept: list[tuple] = []

        def emptied() -> None:
            Version.objects.filter(pk=draft.pk).get().rows.all().delete()

        def read_back() -> None:
            filled = workbooks.read_workbook(data, identity, fields, {})
            if filled.problems:
                raise SystemExit(f"bad cells: {filled.problems[:3]}")
            merged = deeds.read_into_draft(occurrence, filled, overwrite=False, by=head, now=world.NOW)
            if merged.added < ROWS:
                raise SystemExit("not all rows were added")

        def read_bare() -> None:
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

        def insert_bare() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO reports_tablerow (id, version_id, field_id, position) VALUES (%s, %s, %s, %s)", kept[0]
                )
                cursor.executemany(
                    "INSERT INTO reports_tablecell (row_id, column_id, number, text, day, place_id)"
                    " VALUES (%s, %s, %s, %s, %s, %s)", kept[1],
                )  # fmt: skip

        def floor() -> None:
            read_bare()
            insert_bare()

        read_back()
        cells = TableCell.objects.filter(row__version=draft).order_by("pk")
        key = draft.pk if connection.features.has_native_uuid_field else draft.pk.hex
        rows = TableRow.objects.filter(version=draft).order_by("pk").values_list("pk", "field_id", "position")
        kept.append([(pk, key, field, position) for pk, field, position in rows])
        kept.append(list(cells.values_list("row_id", "column_id", "number", "text", "day", "place_id")))
        if len(kept[1]) != ROWS * len(KINDS):
            raise SystemExit(f"{len(kept[1])} cells")
        timed: dict[str, list[float]] = {"read": [], "insert": [], "floor": [], "ours": []}
        for _round in range(5):
            for name, call in (("read", read_bare), ("insert", insert_bare), ("floor", floor), ("ours", read_back)):
                if name != "read":
                    emptied()
                timed[name].append(measure.in_turns(call, rounds=1, warm_up=0)[0].median)
    middle = {name: sorted(values)[2] for name, values in timed.items()}
    megabytes = _peak(data, form, occurrence)
    measure.table(
        ("what", "time", "ratio"),
        [
            (f"python-calamine reading {ROWS} rows × {len(KINDS)} cells bare ({len(data) // 1024} kB)", measure.milliseconds(middle["read"]), ""),
            ("raw insert of the same rows and cells, one durable transaction", measure.milliseconds(middle["insert"]), ""),
            ("both (the floor)", measure.milliseconds(middle["floor"]), "1"),
            ("Nhịp Cầu: limits, validation of each cell, merging, gate, trail, durable", measure.milliseconds(middle["ours"]), f"{middle['ours'] / middle['floor']:.2f}"),
        ],
    )  # fmt: skip
    print(
        f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. Peak of a process that only reads back: {megabytes:.0f} MB.\n"
    )
    measure.ratio("reading_back_a_workbook", middle["ours"], middle["floor"], at_most=2)
    measure.result("reading_back_memory", megabytes, "MB", f"<={MOST_MEGABYTES}", met=megabytes <= MOST_MEGABYTES)


def _add_table(district: world.District):
    from nhipcau.reports.models import Breakdown, BreakdownOption, Field, FormVersion, TableColumn

    form = FormVersion.objects.get(form__obligations__obligation=district.obligation.pk)
    kinds = Breakdown.objects.create(code="loai", name="Loại")
    BreakdownOption.objects.bulk_create(
        BreakdownOption(breakdown=kinds, code=f"l{n}", label=f"Loại số {n}", position=n) for n in range(20)
    )
    field = Field.objects.create(version=form, position=900, kind="table", label="Danh sách", is_required=False)
    for place, kind in enumerate(KINDS, 1):
        TableColumn.objects.create(
            field=field, position=place, label=f"Cột {place}", kind=kind, options=kinds if kind == "choice" else None,
            indicator=district.indicators[0] if place == len(KINDS) else None,
        )  # fmt: skip
    return form


def _filled(blank: bytes) -> bytes:
    """Return the workbook as somebody filled it in, by another program than ours."""
    from datetime import date, timedelta

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(blank))
    sheet = book["Bảng 1"]
    for row in range(ROWS):
        cells = (
            f"Hộ ông bà số {row}", date(2023, 1, 1) + timedelta(row % 180), row % 50, f"{row + 1000:,}".replace(",", "."),
            1_500_000 + row, f"Loại số {row % 20}", f"Ghi chú {row % 300}", 1,
        )  # fmt: skip
        for column, value in enumerate(cells, 1):
            sheet.cell(6 + row, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _peak(data: bytes, form, occurrence) -> float:
    """Return the peak of a fresh process that reads the workbook back (the draft is emptied before)."""
    from nhipcau.reports.models import TableRow

    TableRow.objects.filter(field__version=form).delete()
    place = Path(os.environ["NHIPCAU_VAR"]) / "workbook.xlsx"
    place.write_bytes(data)
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.workbooks", str(place), str(occurrence.pk)],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return float(ran.stdout.split()[-1])


def peak_of_one(place: str, occurrence_id: str) -> None:
    """Read one workbook back and print this process's peak in MB."""
    world.ready()
    from nhipcau import clock
    from nhipcau.obligations.models import Occurrence
    from nhipcau.organisations import access
    from nhipcau.organisations.models import User
    from nhipcau.reports import workbooks
    from nhipcau.reports.actions import workbooks as deeds
    from nhipcau.reports.models import Version
    from nhipcau.reports.queries.asked import fields_for

    with clock.frozen(world.NOW):
        occurrence = Occurrence.objects.select_related("obligation").get(pk=occurrence_id)
        form = Version.objects.get(submission__occurrence=occurrence, filed_at=None).form_version
        identity = workbooks.Identity("one", str(form.pk), str(occurrence.obligation_id), "p", "b", str(occurrence.pk))
        filled = workbooks.read_workbook(Path(place).read_bytes(), identity, fields_for(form, occurrence), {})
        head = access.actor_of(User.objects.get(username="unit"), on=clock.today())
        deeds.read_into_draft(occurrence, filled, overwrite=False, by=head, now=world.NOW)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        peak_of_one(sys.argv[1], sys.argv[2])
    else:
        main()
