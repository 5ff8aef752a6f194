"""How time grows with the number of periods (and so of figures) and of bodies; drawn into docs/reference/scale.svg.

Each number of quarters is a database of its own; bodies from one province to the whole nation.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape

from benchmarks.scale.__main__ import ROOT

QUARTERS = (1, 2, 4)
PICTURE = ROOT / "docs" / "reference" / "scale.svg"
WIDTH, HEIGHT, EDGE = 360, 240, 48
COLOURS = {"bare": "#888888", "ours": "#b3261e", "live": "#1f5fa8"}
WORDS = {"bare": "SQL thuần", "ours": "tổng hợp lại từ báo cáo", "live": "số hiện thời"}
Points = list[tuple[float, float]]


def main(engines: list[str]) -> int:
    """Measure every size on the first engine and draw; give 1 where a run broke."""
    by_values: dict[str, Points] = {}
    by_bodies: dict[str, Points] = {}
    engine = engines[0]
    for quarters in QUARTERS:
        with tempfile.TemporaryDirectory(prefix="nc-scale-") as var:
            said = _said(engine, quarters, var)
        if said is None:
            return 1
        for line in said.splitlines():
            print(line)
            if not line.startswith("GROWTH "):
                continue
            _word, name, bodies, values, milliseconds = line.split()
            if float(bodies) > 3000:
                by_values.setdefault(name, []).append((float(values) / 1e6, float(milliseconds)))
            if quarters == QUARTERS[-1]:
                by_bodies.setdefault(name, []).append((float(bodies), float(milliseconds)))
    PICTURE.write_text(
        _picture(
            [
                (
                    f"cả nước, theo số liệu và kỳ ({', '.join(map(str, QUARTERS))} quý), {engine}",
                    "triệu số liệu",
                    by_values,
                ),
                (f"một kỳ, theo số đơn vị, {engine}", "đơn vị", by_bodies),
            ]
        ),
        "utf-8",
    )
    print(f"written: {PICTURE.relative_to(ROOT)}")
    return 0


def _said(engine: str, quarters: int, var: str) -> str | None:
    """Run one size and give what it printed; None where it broke."""
    if engine == "sqlite":
        import os

        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.scale.run", str(quarters), "small", "growth"],
            env={**os.environ, "NHIPCAU_VAR": var, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "nhipcau.settings"},
            cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return ran.stdout if ran.returncode == 0 else None
    ran = subprocess.run(
        [sys.executable, "-c", f"from benchmarks.scale import __main__ as m; raise SystemExit(m.run('{engine}', "
         f"['{quarters}', 'small', 'growth'], {var!r}))"],
        cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return ran.stdout if ran.returncode == 0 else None


def _picture(parts: list[tuple[str, str, dict[str, Points]]]) -> str:
    drawn = "".join(_part(place, *part) for place, part in enumerate(parts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(parts)} {HEIGHT + 30}"'
        ' font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{drawn}</svg>\n"
    )


def _part(place: int, title: str, across: str, series: dict[str, Points]) -> str:
    left = place * WIDTH
    points = [point for row in series.values() for point in row]
    far, high = max(x for x, _y in points), max(y for _x, y in points)

    def at(x: float, y: float) -> str:
        return f"{left + EDGE + x / far * (WIDTH - 2 * EDGE):.1f},{HEIGHT - EDGE + 12 - y / high * (HEIGHT - 2 * EDGE):.1f}"

    zero = HEIGHT - EDGE + 12
    made = [
        f'<text x="{left + EDGE}" y="18" font-weight="bold">{escape(title)}</text>',
        f'<path d="M{left + EDGE},40 V{zero} H{left + WIDTH - EDGE}" fill="none" stroke="#444444"/>',
        f'<text x="{left + 4}" y="{EDGE + 12}">{high:.0f} ms</text><text x="{left + EDGE - 12}" y="{zero}">0</text>',
        f'<text x="{left + WIDTH - EDGE - 40}" y="{zero + 16}">{far:g} {escape(across)}</text>',
    ]
    for row, (name, found) in enumerate(series.items()):
        line = " ".join(at(x, y) for x, y in sorted(found))
        made.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        for x, y in found:
            cx, cy = at(x, y).split(",")
            made.append(f'<circle cx="{cx}" cy="{cy}" r="3" fill="{COLOURS[name]}"/>')
        made.append(
            f'<text x="{left + EDGE + row * 105}" y="{HEIGHT + 18}" fill="{COLOURS[name]}">{escape(WORDS[name])}</text>'
        )
    return "".join(made)
