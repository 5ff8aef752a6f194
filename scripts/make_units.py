"""Make the table of administrative units: src/nhipcau/organisations/data/units.tsv.

Run it again at any time; the same packages give the same file, byte for byte:

    uv venv /tmp/units && uv pip install --python /tmp/units/bin/python --no-deps -r requirements/units.in
    /tmp/units/bin/python scripts/make_units.py             # writes the table, prints counts and repairs
    /tmp/units/bin/python scripts/make_units.py --compare   # prints where the second package differs, writes nothing

Source of the facts: the package vietnamadminunits (MIT; its notice stands in units.md beside the table). Its data file
is read directly, its code is not run. The package vietnam-provinces (GPL) is only compared with. A virtual environment
of Python 3.12 or newer brings a release of it that also knows the units before 1 July 2025 and what became of them.

What is changed on the way, and why, stands in units.md: kinds are taken from the printed name, names get one house
spelling, a few names are corrected by hand, and communes that the source took for divided because a namesake far away
in the same new province went elsewhere are mended.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "nhipcau" / "organisations" / "data" / "units.tsv"
COLUMNS = ("era", "code", "kind", "name", "parent", "valid_from", "valid_until", "successors")
REORGANISED = "2025-07-01"
KINDS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "thị trấn", "xã", "đặc khu")

# Names that the source prints otherwise than the resolution that made the unit: (era, code) -> name.
CORRECTED_NAMES = {
    ("63", "00181"): "Văn Miếu - Quốc Tử Giám",  # Nghị quyết 1286/NQ-UBTVQH15 prints the hyphen
    ("63", "00226"): "Phương Liên - Trung Tự",  # the same resolution
}

# The source shows the units of mid-2025. What one unit was called before: (era, code) -> (kind, name, day).
EARLIER_NAMES = {
    ("63", "46"): ("tỉnh", "Thừa Thiên Huế", "2025-01-01"),  # Nghị quyết 175/2024/QH15: the city of Huế; day excluded
}
# What came after the source: (province or commune of era 34) -> the day from which the kind is another.
BECAME_CITIES = {
    "75": "2026-04-30",  # Đồng Nai, Nghị quyết 30/2026/QH16
    "22": "2026-09-01",  # Quảng Ninh, Nghị quyết 36/2026/QH16
    "24": "2026-09-20",  # Bắc Ninh, Nghị quyết 39/2026/QH16
}
# Communes that became wards with unchanged names, codes and bounds: province -> day and names.
BECAME_WARDS = {
    # Nghị quyết 237/NQ-UBTVQH16
    "75": (
        "2026-04-30",
        "Dầu Giây, Đồng Phú, Long Thành, Lộc Ninh, Nhơn Trạch, Tân Khai, Tân Phú, Trảng Bom, Trị An, Xuân Lộc",
    ),
    # Nghị quyết 388/NQ-UBTVQH16
    "24": (
        "2026-09-20",
        "Bố Hạ, Lạng Giang, Kép, Lục Nam, Gia Bình, Nhân Thắng, Hiệp Hòa, Yên Phong, Phù Lãng, Chi Lăng, Tiên Du, "
        "Lương Tài",
    ),
}

# Two districts of one name (Châu Thành) have a commune of one name each, and the source gives both the same place, so
# that distance cannot tell them apart. Each stays in the part of the province that it lay in before.
PARTED_BY_HAND = {"31379": "31378", "31582": "31582"}

# A namesake's part is dropped when its place lies this far away and at least twice as far as the rightful one's.
FAR_KM = 12.0


@dataclass(frozen=True)
class Target:
    """A new commune that took in an old one, or a part of it; `is_main` is the source's default, by area."""

    code: str
    is_main: bool


@dataclass(frozen=True)
class OldCommune:
    """An old commune, or an island district without communes, with what became of it."""

    key: str
    code: str
    name: str
    namesake: tuple[str, str]
    place: tuple[float, float] | None
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Row:
    era: str
    code: str
    kind: str
    name: str
    parent: str
    valid_from: str
    valid_until: str
    successors: str = ""


class Source:
    """The data of vietnamadminunits, found without importing (its import needs geometry packages)."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("vietnamadminunits")
        if spec is None or not spec.submodule_search_locations:
            sys.exit("vietnamadminunits is not installed: see requirements/units.in")
        folder = Path(spec.submodule_search_locations[0]) / "data"
        database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        self.old = database.execute("SELECT * FROM admin_units_legacy").fetchall()
        self.new = database.execute("SELECT * FROM admin_units").fetchall()
        database.close()
        mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.provinces: dict[str, list[str]] = mapping["DICT_PROVINCE"]
        self.whole: dict[str, dict[str, list[str]]] = mapping["DICT_PROVINCE_WARD_NO_DIVIDED"]
        self.divided: dict[str, dict[str, list[dict]]] = mapping["DICT_PROVINCE_WARD_DIVIDED"]


def main() -> None:
    """Write the table, or compare it."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--compare", action="store_true", help="compare with vietnam-provinces, write nothing")
    options = arguments.parse_args()
    source = Source()
    communes, repairs = mend_namesakes(read_old_communes(source), places_of_new(source))
    rows = sorted(make_rows(source, communes), key=_order)
    if options.compare:
        compare(rows)
        return
    write(rows)
    report(rows, repairs)


def _order(row: Row) -> tuple[bool, int, str, str]:
    return row.era != "63", len(row.code), row.code, row.valid_until or "9999"


def read_old_communes(source: Source) -> list[OldCommune]:
    """Return every old commune with the new communes it went to, as the source says."""
    new_code = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in source.new}
    new_province = {old: new for new, olds in source.provinces.items() for old in olds}
    went_to: dict[str, tuple[Target, ...]] = {}
    for province, communes in source.whole.items():
        for ward, old_keys in communes.items():
            for key in old_keys:
                went_to[key] = (Target(new_code[province, ward], is_main=True),)
    for province, divided in source.divided.items():
        for key, parts in divided.items():
            went_to[key] = tuple(
                Target(new_code[province, part["newWardKey"]], bool(part["isDefaultNewWard"])) for part in parts
            )
    found = []
    for row in source.old:
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        is_commune = bool(row["wardCode"])
        place = (row["wardLat"], row["wardLon"]) if is_commune else (row["districtLat"], row["districtLon"])
        found.append(
            OldCommune(
                key=key,
                code=row["wardCode"] or row["districtCode"],
                name=f"{row['ward'] or ''}, {row['district']}, {row['province']}".lstrip(", "),
                namesake=(new_province[row["provinceKey"]], row["wardKey"] or row["districtKey"]),
                place=place if None not in place else None,
                targets=went_to[key],
            )
        )
    return found


def places_of_new(source: Source) -> dict[str, tuple[float, float]]:
    """Return the place of each new commune."""
    return {row["wardCode"]: (row["wardLat"], row["wardLon"]) for row in source.new}


def mend_namesakes(
    communes: list[OldCommune], places: dict[str, tuple[float, float]]
) -> tuple[list[OldCommune], list[str]]:
    """Take away parts that belong to a namesake, and say what was taken.

    The source matched divided communes by name within the new province: where two old communes of one name met in a
    merged province, each got the other's parts. Places tell them apart.
    """
    groups: dict[tuple[str, str], list[OldCommune]] = defaultdict(list)
    for commune in communes:
        groups[commune.namesake].append(commune)
    mended, said = [], []
    for commune in communes:
        others = [other for other in groups[commune.namesake] if other is not commune]
        only = PARTED_BY_HAND.get(commune.code)
        kept = tuple(
            target
            for target in commune.targets
            if only in (None, target.code)
            and not any(_belongs_to(other, target.code, commune, places) for other in others)
        )
        if kept == commune.targets or not kept:
            mended.append(commune)
            continue
        if not any(target.is_main for target in kept):
            nearest = min(kept, key=lambda target: _distance(commune.place, places[target.code]))
            kept = tuple(replace(target, is_main=target is nearest) for target in kept)
        lost = sorted({target.code for target in commune.targets} - {target.code for target in kept})
        said.append(f"{commune.code} {commune.name}: not {', '.join(lost)}; stays {', '.join(t.code for t in kept)}")
        mended.append(replace(commune, targets=kept))
    return mended, said


def _belongs_to(other: OldCommune, code: str, commune: OldCommune, places: dict[str, tuple[float, float]]) -> bool:
    if code not in {target.code for target in other.targets} or commune.place is None or other.place is None:
        return False
    mine, theirs = _distance(commune.place, places[code]), _distance(other.place, places[code])
    return mine > FAR_KM and mine > 2 * theirs


def _distance(one: tuple[float, float] | None, two: tuple[float, float]) -> float:
    """Return kilometres along the earth between two places (latitude, longitude)."""
    if one is None:
        return float("inf")
    lat1, lon1, lat2, lon2 = map(radians, (*one, *two))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def make_rows(source: Source, communes: Iterable[OldCommune]) -> Iterator[Row]:
    """Return the rows of both eras."""
    new_province_code = {row["provinceKey"]: row["provinceCode"] for row in source.new}
    became = {old: new_province_code[new] for new, olds in source.provinces.items() for old in olds}
    successors = {commune.code: _print_targets(commune.targets) for commune in communes}
    seen: set[str] = set()
    for row in source.old:
        if row["provinceCode"] not in seen:
            seen.add(row["provinceCode"])
            yield from _old(row["provinceCode"], row["province"], "", f"34:{became[row['provinceKey']]}=10000")
        if row["districtCode"] not in seen:
            seen.add(row["districtCode"])
            alone = "" if row["wardCode"] else successors[row["districtCode"]]
            yield from _old(row["districtCode"], row["district"], row["provinceCode"], alone)
        if row["wardCode"]:
            yield from _old(row["wardCode"], row["ward"], row["districtCode"], successors[row["wardCode"]])
    seen.clear()
    for row in source.new:
        if row["provinceCode"] not in seen:
            seen.add(row["provinceCode"])
            yield from _new_province(row["provinceCode"], row["province"])
        yield from _new_commune(row["wardCode"], row["ward"], row["provinceCode"])


def _new_province(code: str, printed: str) -> Iterator[Row]:
    kind, name = split_kind(printed)
    yield from _changing("34", code, kind, name, "", "thành phố", BECAME_CITIES.get(code, ""))


def _new_commune(code: str, printed: str, province: str) -> Iterator[Row]:
    kind, name = split_kind(printed)
    day, names = BECAME_WARDS.get(province, ("", ""))
    changed = kind == "xã" and name in names.split(", ")
    yield from _changing("34", code, kind, name, province, "phường", day if changed else "")


def _changing(era: str, code: str, kind: str, name: str, parent: str, later_kind: str, day: str) -> Iterator[Row]:
    yield Row(era, code, kind, name, parent, REORGANISED, day)
    if day:
        yield Row(era, code, later_kind, name, parent, day, "")


def _old(code: str, printed: str, parent: str, successors: str) -> Iterator[Row]:
    kind, name = split_kind(printed)
    begins = ""
    if ("63", code) in EARLIER_NAMES:
        earlier_kind, earlier_name, until = EARLIER_NAMES["63", code]
        yield Row("63", code, earlier_kind, earlier_name, parent, begins, until)
        begins = until
    name = CORRECTED_NAMES.get(("63", code), name)
    yield Row("63", code, kind, name, parent, begins, REORGANISED, successors)


def _print_targets(targets: tuple[Target, ...]) -> str:
    """Return `34:22918=10000` for a whole unit; of parts `=*` marks the largest by area, `=?` the others."""
    if len(targets) == 1:
        return f"34:{targets[0].code}=10000"
    ordered = sorted(targets, key=lambda target: (not target.is_main, target.code))
    return " ".join(f"34:{target.code}={'*' if target.is_main else '?'}" for target in ordered)


def split_kind(printed: str) -> tuple[str, str]:
    """Return kind and name in the house spelling: `Thị Trấn Phú Hoà` gives (`thị trấn`, `Phú Hòa`)."""
    text = unicodedata.normalize("NFC", " ".join(printed.split()))
    for kind in KINDS:
        if text.casefold().startswith(kind + " "):
            return kind, house_spelling(text[len(kind) + 1 :])
    raise ValueError(f"no kind in {printed!r}")


_OPEN_PAIR = re.compile(r"(o)([àáảãạèéẻẽẹ])(?!\w)|(?<!q)(u)([ỳýỷỹỵ])(?!\w)", re.IGNORECASE)


def house_spelling(name: str) -> str:
    """Set the tone on the first vowel of an open oa, oe, uy: `Hoà` gives `Hòa`, `Thuỷ` gives `Thủy`; `Quý` stays."""
    return _OPEN_PAIR.sub(_move_tone, name)


def _move_tone(pair: re.Match[str]) -> str:
    first, second = pair[1] or pair[3], pair[2] or pair[4]
    vowel, tone = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + tone) + vowel


def write(rows: Iterable[Row]) -> None:
    """Write the table, one unit a line, tabs between, with Unix line ends."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(getattr(row, column) for column in COLUMNS) for row in rows]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def report(rows: list[Row], repairs: list[str]) -> None:
    """Print counts and repairs."""
    for era in ("63", "34"):
        last = [row for row in rows if row.era == era and row.valid_until in ("", REORGANISED)]
        levels = Counter(len(row.code) for row in last)
        print(f"era {era}: {levels[2]} provinces, {levels[3]} districts, {levels[5]} communes")
        print("   ", dict(Counter(row.kind for row in last if len(row.code) == 5)))
    divided = [row for row in rows if " " in row.successors]
    print(f"divided communes: {len(divided)}; {TARGET.stat().st_size:,} bytes")
    print(f"mended because of a namesake: {len(repairs)}")
    for line in repairs:
        print("   ", line)


def compare(rows: list[Row]) -> None:
    """Print where vietnam-provinces differs; nothing of it enters the table."""
    import vietnam_provinces as other

    print("vietnam-provinces", other.__version__, "data of", other.__data_version__)
    now = [row for row in rows if row.era == "34" and not row.valid_until]
    theirs = {f"{unit.code.value:02}": (unit.name, "") for unit in _all(other.Province)}
    theirs |= {f"{u.code.value:05}": (u.name, f"{u.province_code.value:02}") for u in _all(other.Ward)}
    _print_differences("units since 1 July 2025", now, theirs)
    if importlib.util.find_spec("vietnam_provinces.legacy") is None:
        print("this release does not know the units before (it needs Python 3.12)")
        return
    from vietnam_provinces import legacy
    from vietnam_provinces._ward_conversion_2025 import OLD_TO_NEW

    before = [row for row in rows if row.era == "63" and row.valid_until == REORGANISED]
    theirs = {f"{unit.code.value:02}": (unit.name, "") for unit in legacy.Province.iter_all()}
    theirs |= {f"{u.code.value:03}": (u.name, f"{u.province_code.value:02}") for u in legacy.District.iter_all()}
    theirs |= {f"{u.code.value:05}": (u.name, f"{u.district_code.value:03}") for u in legacy.Ward.iter_all()}
    _print_differences("units before 1 July 2025", before, theirs)
    same, different = 0, []
    for row in before:
        if len(row.code) == 5 and int(row.code) in OLD_TO_NEW:
            ours = sorted(part[3:8] for part in row.successors.split())
            has = sorted(f"{unit.code:05}" for unit in OLD_TO_NEW[int(row.code)].new_wards)
            same += ours == has
            if ours != has:
                different.append(f"{row.code} {row.kind} {row.name} ({row.parent}): here {ours}, there {has}")
    print(f"successors: {same} alike, {len(different)} different")
    print("\n".join("    " + line for line in different))


def _all(units: type) -> Iterator:
    return units.iter_all() if hasattr(units, "iter_all") else iter(())


def _print_differences(title: str, rows: list[Row], theirs: dict[str, tuple[str, str]]) -> None:
    ours = {row.code: (row.kind, row.name, row.parent) for row in rows}
    print(f"{title}: {len(ours)} here, {len(theirs)} there")
    print("    only here:", sorted(ours.keys() - theirs.keys()))
    print("    only there:", sorted(theirs.keys() - ours.keys()))
    for code in sorted(ours.keys() & theirs.keys()):
        kind, name, parent = ours[code]
        their_name, their_parent = theirs[code]
        printed = f"{kind} {name}".casefold()
        # The older release prints provinces without their kind.
        alike = house_spelling(their_name).casefold() in (printed, name.casefold())
        if not alike or parent != their_parent:
            print(f"    {code}: {kind} {name} ({parent}); there {their_name} ({their_parent})")


if __name__ == "__main__":
    main()
