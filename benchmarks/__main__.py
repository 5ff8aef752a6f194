"""`make bench`: run every benchmark, collect tables and RESULT lines into docs/reference/benchmarks.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import measure

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "benchmarks.md"
NOT_PROGRAMS = {"__init__", "__main__", "measure", "world"}


def main(asked: list[str]) -> int:
    """Run the named benchmarks, or all; give 1 where one of them broke. A missed target is no failure, it is said.

    What begins with the first option is handed on: `scale --engine sqlite --size nation`.
    """
    first = next((place for place, word in enumerate(asked) if word.startswith("-")), len(asked))
    asked, options = asked[:first], asked[first:]
    programs = {path.stem for path in HERE.glob("*.py")} | {path.parent.name for path in HERE.glob("*/__main__.py")}
    names = asked or sorted(programs - NOT_PROGRAMS)
    parts, results, broken = [], [], []
    for name in names:
        print(f"=== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as var:
            ran = subprocess.run(
                [sys.executable, "-m", f"benchmarks.{name}", *options],
                stdout=subprocess.PIPE, text=True, check=False, cwd=HERE.parent,
                env=os.environ | {"NHIPCAU_VAR": var, "DJANGO_SETTINGS_MODULE": "nhipcau.settings"},
            )  # fmt: skip
        print(ran.stdout, flush=True)
        if ran.returncode:
            broken.append(name)
        lines = ran.stdout.splitlines()
        results += [line for line in lines if line.startswith("RESULT ")]
        text = "\n".join(line for line in lines if not line.startswith("RESULT ")).strip()
        parts.append(f"## {name}\n\n{text}\n" + (f"\n**BROKEN**: exit {ran.returncode}\n" if ran.returncode else ""))
    if not asked:
        said = "Made by `make bench`; each ratio is against a reference of the same run."
        head = f"# Benchmarks\n\n{said} {measure.machine()}.\n"
        lines = "\n".join(results)
        PAGE.write_text(f"{head}\n```\n{lines}\n```\n\n" + "\n".join(parts), "utf-8")
        print(f"written: {PAGE.relative_to(HERE.parent)}")
    missed = [line.split()[1] for line in results if line.endswith(" missed")]
    print(f"{len(results) - len(missed)} met, {len(missed)} missed: {', '.join(missed) or 'none'}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
