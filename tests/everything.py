"""`make test`: checks, the suite on SQLite, the suite on PostgreSQL, the journeys in a browser.

What the machine cannot do is said loudly at the end; under CI=true it is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI") == "true"
NEEDED = {
    "chromium": "the journeys in a browser (Debian: chromium)",
    "tesseract": "reading scans (Debian: tesseract-ocr, tesseract-ocr-vie)",
    "soffice": "reading .doc and looking at drafts (Debian: libreoffice-writer-nogui)",
}


@dataclass
class Outcome:
    """What was run, how it ended, what could not be had."""

    failed: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def run(self, name: str, command: list[str], **extra: str) -> None:
        """Run one part and keep how it ended."""
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        status = subprocess.run([str(part) for part in command], env=os.environ | extra, check=False).returncode
        self.lines.append(f"{'ok    ' if status == 0 else 'FAILED'} {name} ({time.monotonic() - began:.0f} s)")
        if status:
            self.failed.append(name)


def main() -> int:
    """Run everything; give the exit status."""
    outcome = Outcome()
    for program, purpose in NEEDED.items():
        if shutil.which(program) is None:
            outcome.lacking.append(f"{program}: {purpose}")
    named = os.environ.get("NHIPCAU_REAL_DOCUMENTS", "")
    if not named or not Path(named).is_dir():
        outcome.lacking.append(f"NHIPCAU_REAL_DOCUMENTS ({named or 'not set'}): reading the real documents")
    pytest = [BIN / "python", "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "-m", "not journey and not prove"]
    with tempfile.TemporaryDirectory(prefix="nhipcau-test-") as folder:
        places = {"NHIPCAU_VAR": folder, "DJANGO_SETTINGS_MODULE": "nhipcau.settings"}
        outcome.run("ruff", [BIN / "ruff", "check", "."])
        outcome.run("format", [BIN / "ruff", "format", "--check", "."])
        outcome.run("mypy", [BIN / "mypy"])
        outcome.run("imports", [BIN / "lint-imports", "--no-cache"], **places)
        outcome.run("tests on SQLite", [*pytest, "tests"], **places, DATABASE_URL="")
        try:
            from tests import postgres

            with postgres.server() as url:
                outcome.run(
                    "tests on PostgreSQL",
                    [*pytest, "tests", "--ignore=tests/vanban", "--ignore=tests/repository"],
                    **places,
                    DATABASE_URL=url,
                )
        except Exception as trouble:
            outcome.lacking.append(f"PostgreSQL: {trouble!r}")
        if shutil.which("chromium"):
            journeys = [BIN / "python", "-m", "pytest", "-p", "no:cacheprovider", "-m", "journey", "tests/journeys"]
            outcome.run("journeys in a browser", journeys, **places, DATABASE_URL="")
    print("\n" + "=" * 100)
    print("\n".join(outcome.lines))
    for lack in outcome.lacking:
        print(f"NOT TRIED ON THIS MACHINE  {lack}")
    if outcome.lacking and IN_CI:
        outcome.failed.append("parts that the machine could not try")
    if outcome.failed:
        print("FAILED: " + ", ".join(outcome.failed))
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
